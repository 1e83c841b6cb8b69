import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seenBy, startFixture, until } from '../../support/function-app/start';

const everySecond = { settings: { EVERY_SECOND: '* * * * * *' } };

test('a timer runs on its schedule, each moment once, and one that asks for it at the start', async () => {
  const host = await startFixture('commonjs', everySecond);
  const runs = await until(async () => {
    const seen = await seenBy(host, 'everySecond');
    return seen.length >= 3 && seen;
  });
  const due = runs.map(({ timer }) => Date.parse(timer?.scheduleStatus?.next ?? ''));
  expect(due[1]! - due[0]!).toBe(1000);
  expect(due[2]! - due[1]!).toBe(1000);
  expect(runs[0]?.timer?.isPastDue).toBe(false);
  expect(runs[1]?.timer?.scheduleStatus?.last).toMatch(/^20\d\d-/);
  expect(await seenBy(host, 'yearly')).toHaveLength(1);
  await host.stop();
});

test('a run that was missed while the host was down is made up for', async () => {
  const stateFolder = mkdtempSync(join(tmpdir(), 'host-timers-'));
  writeFileSync(join(stateFolder, 'timers.json'), JSON.stringify({ yearly: '2026-01-01T00:00:00.000Z' }));
  const first = await startFixture('commonjs', { stateFolder });
  const [run] = await until(async () => {
    const seen = await seenBy(first, 'yearly');
    return seen.length > 0 && seen;
  });
  expect(run?.timer).toMatchObject({ isPastDue: true, scheduleStatus: { next: '2026-01-01T00:00:00.000Z' } });
  await first.stop();

  const second = await startFixture('commonjs', { stateFolder });
  const [next] = await until(async () => {
    const seen = await seenBy(second, 'yearly');
    return seen.length > 0 && seen;
  });
  expect(next?.timer?.isPastDue).toBe(false);
  await second.stop();
  rmSync(stateFolder, { recursive: true });
});
