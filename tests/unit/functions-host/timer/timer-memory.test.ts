import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timerMemory } from '../../../../local/functions-host/timer/timer-memory';

const folder = mkdtempSync(join(tmpdir(), 'timer-memory-'));
const due = new Date('2026-11-24T10:20:00Z');
afterAll(() => rmSync(folder, { recursive: true }));

describe('the memory of timers', () => {
  it('outlives the host in a file', () => {
    const file = join(folder, 'new', 'timers.json');
    const memory = timerMemory(file);
    expect(memory.nextDue('a')).toBeUndefined();
    memory.remember('a', due);
    memory.remember('b', new Date(0));
    expect(timerMemory(file).nextDue('a')).toEqual(due);
  });

  it('without a file lasts as long as the host', () => {
    const memory = timerMemory();
    memory.remember('a', due);
    expect(memory.nextDue('a')).toEqual(due);
    expect(timerMemory().nextDue('a')).toBeUndefined();
  });
});
