import type { WorkOutcome } from '../../../shared/nucleus/event-record';
import { outcomeThatCounts } from '../../../shared/nucleus/outcome-that-counts';

it.each<[WorkOutcome, WorkOutcome, WorkOutcome]>([
  ['failed', 'created', 'created'],
  ['failed', 'unchanged', 'unchanged'],
  ['failed', 'failed', 'failed'],
  ['created', 'failed', 'created'],
  ['created', 'unchanged', 'created'],
  ['created', 'updated', 'created'],
  ['closed', 'updated', 'closed'],
  ['updated', 'closed', 'closed'],
  ['unchanged', 'updated', 'updated'],
])('after %s comes %s: %s counts', (known, next, counts) => {
  expect(outcomeThatCounts({ outcome: known }, { outcome: next }).outcome).toBe(counts);
});

it('takes the later of two that say the same', () => {
  const known = { outcome: 'failed' as const, detail: 'first' };
  const next = { outcome: 'failed' as const, detail: 'second' };
  expect(outcomeThatCounts(known, next)).toBe(next);
});
