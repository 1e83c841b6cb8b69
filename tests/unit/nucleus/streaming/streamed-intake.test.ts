import { ConflictError, InvalidRequestError } from '../../../../shared/errors';
import { queues } from '../../../../shared/messaging/queues';
import type { RawFinding } from '../../../../shared/nucleus/finding';
import { StreamedIntake } from '../../../../shared/nucleus/streaming/streamed-intake';
import { aRawFinding } from '../../../support/builders/a-finding';
import { IngestWorld } from '../../../support/ingest-world';

const envelope = (id: string) => ({
  id,
  type: 'scan.ingested',
  timestamp: '2026-03-02T00:00:00Z',
  data: { project_id: '12', scan_type: 'AZURE', scan_date: '2026-03-01 08:00:00' },
});

/** As many as two windows and a half take. */
const manyFindings = Array.from({ length: 1_000 }, (_, i) =>
  aRawFinding({ finding_number: `CVE-2026-${Math.floor(i / 10)}`, asset_id: String(i) }),
);

async function* bytesOf(lines: readonly unknown[]): AsyncGenerator<Uint8Array> {
  for (const line of lines) {
    await Promise.resolve();
    yield Buffer.from(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
  }
}

async function* cutOff(bytes: AsyncIterable<Uint8Array>, afterLines: number): AsyncGenerator<Uint8Array> {
  let lines = 0;
  for await (const chunk of bytes) {
    if (lines++ === afterLines) throw new InvalidRequestError('Gone.');
    yield chunk;
  }
}

function setUp() {
  const world = new IngestWorld();
  const dialect = () => ({ expiryFields: [], furtherRemediated: [] });
  const intake = () => new StreamedIntake(world.events, world.sender, dialect, { lines: 400, bytes: 1e6 });
  const accept = (id: string, findings: readonly (RawFinding | string | number)[]) =>
    intake().accept(bytesOf([envelope(id), ...findings]));
  const instancesSent = () =>
    (world.sender.bodies(queues.scanIngest) as { bundles: { instances: unknown[] }[] }[])
      .flatMap(({ bundles }) => bundles)
      .flatMap(({ instances }) => instances).length;
  return { world, intake, accept, instancesSent };
}

describe('StreamedIntake', () => {
  it('takes an event line by line, and rejects bad lines one by one', async () => {
    const { world, accept } = setUp();
    const findings = [aRawFinding({ asset_id: '1' }), '{"finding', 7, aRawFinding({ finding_number: '' })];
    expect(await accept('event-1', findings)).toEqual({
      eventId: 'event-1',
      findings: 4,
      rejected: 3,
      duplicate: false,
    });
    await world.deliver('event-1');
    expect(await world.events.progress('event-1')).toMatchObject({
      status: 'completed',
      findings: 4,
      failed: 3,
      errors: [
        { finding: '/data/findings/1', reason: 'is not JSON in UTF-8' },
        { finding: '/data/findings/2', reason: 'is not an object' },
        { finding: '/data/findings/3', reason: 'finding_number is missing' },
      ],
    });
  });

  it('rejects a line that is too long, and takes what follows', async () => {
    const { accept } = setUp();
    const long = aRawFinding({ finding_description: 'x'.repeat(5_000_000) });
    expect(await accept('event-1', [long, aRawFinding()])).toMatchObject({ findings: 2, rejected: 1 });
  });

  it('sends windows as they fill, and loses none', async () => {
    const { world, accept, instancesSent } = setUp();
    await accept('event-1', manyFindings);
    expect(instancesSent()).toBe(1_000);
    expect(await world.events.progress('event-1')).toMatchObject({ status: 'accepted', findings: 1_000 });
    await world.deliver('event-1');
    expect((await world.events.progress('event-1')).status).toBe('completed');
  });

  it('knows an event again, and refuses other content under its id', async () => {
    const { world, accept } = setUp();
    await accept('event-1', [aRawFinding()]);
    expect(await accept('event-1', [aRawFinding()])).toMatchObject({ findings: 1, duplicate: true });
    await expect(accept('event-1', [aRawFinding({ asset_id: '2' })])).rejects.toThrow(ConflictError);
    expect(world.sender.offered).toBe(1);
  });

  it('goes on where a delivery was cut off, without sending again what is in the queue', async () => {
    const { world, intake, accept, instancesSent } = setUp();
    const cut = cutOff(bytesOf([envelope('event-1'), ...manyFindings]), 900);
    await expect(intake().accept(cut)).rejects.toThrow('Gone.');
    expect(instancesSent()).toBe(800);
    expect((await world.events.progress('event-1')).status).toBe('accepted');
    const offered = world.sender.offered;
    expect(await accept('event-1', manyFindings)).toMatchObject({ findings: 1_000, duplicate: false });
    expect(instancesSent()).toBe(1_000);
    expect(world.sender.offered - offered).toBeLessThan(offered);
  });

  it.each([
    ['differs', manyFindings.map((finding) => ({ ...finding, finding_name: 'another' }))],
    ['is shorter', manyFindings.slice(0, 10)],
  ])('refuses to go on with content that %s', async (_, findings) => {
    const { intake, accept } = setUp();
    const cut = cutOff(bytesOf([envelope('event-1'), ...manyFindings]), 900);
    await expect(intake().accept(cut)).rejects.toThrow('Gone.');
    await expect(accept('event-1', findings)).rejects.toThrow(ConflictError);
  });

  it('sends the same messages when it dies at any step and is repeated', async () => {
    const findings = manyFindings.slice(0, 500);
    for (let step = 0; step < 20; step++) {
      const { world, accept, instancesSent } = setUp();
      world.crash.arm(Math.floor(step / 2) + 1, step % 2 === 0 ? 'before' : 'after');
      await world.survive(() => accept('event-1', findings));
      world.crash.revive();
      expect(instancesSent()).toBe(500);
      expect(await world.events.progress('event-1')).toMatchObject({ findings: 500 });
    }
  });

  it('takes an event once that comes twice at the same time', async () => {
    const { world, accept, instancesSent } = setUp();
    await Promise.all([accept('event-1', manyFindings), accept('event-1', manyFindings)]);
    expect(instancesSent()).toBe(1_000);
    await world.deliver('event-1');
    expect((await world.events.progress('event-1')).status).toBe('completed');
  });

  it.each([
    ['no event', ['{"id":"event-1"}']],
    ['no JSON', ['hello']],
    ['nothing', []],
    ['an event with findings in it', [{ ...envelope('event-1'), data: { findings: [aRawFinding()] } }]],
  ])('refuses a first line that is %s', async (_, lines) => {
    const { intake, world } = setUp();
    await expect(intake().accept(bytesOf(lines))).rejects.toThrow(InvalidRequestError);
    expect(world.eventTable.contents()).toEqual({});
  });
});
