import { summariseEvent } from '../../../shared/nucleus/event-progress';
import type { ChunkRecord, EventRecord, WorkRecord } from '../../../shared/nucleus/event-record';

const event = (changes: Partial<EventRecord> = {}): EventRecord => ({
  id: 'event-1',
  type: 'scan.ingested',
  fingerprint: 'f',
  findings: 10,
  chunks: 2,
  enqueued: true,
  receivedAt: '2026-03-01T08:00:00.000Z',
  rejected: [],
  rejectedCount: 0,
  ...changes,
});
const chunk = (work: string[], matched = work.length): ChunkRecord => ({ matched, work, rejected: [] });
const done = (outcome: WorkRecord['outcome'], more: Partial<WorkRecord> = {}): WorkRecord => ({
  outcome,
  at: '2026-03-01T08:01:00.000Z',
  ...more,
});
const workOf = (records: Record<string, WorkRecord>) => new Map(Object.entries(records));

describe('summariseEvent', () => {
  it.each([
    ['accepted before any message is done', event(), [], {}, 'accepted'],
    ['processing while messages are left', event(), [chunk([])], {}, 'processing'],
    ['processing while work is left', event(), [chunk(['create|a']), chunk([])], {}, 'processing'],
    [
      'completed when all work has ended, well or not',
      event(),
      [chunk(['create|a']), chunk(['update|b'])],
      { 'create|a': done('created'), 'update|b': done('failed') },
      'completed',
    ],
    [
      'processing while messages are still being sent',
      event({ enqueued: false, chunks: 1 }),
      [chunk([])],
      {},
      'processing',
    ],
    ['completed for an event without findings', event({ findings: 0, chunks: 0 }), [], {}, 'completed'],
  ] as const)('is %s', (_, record, chunks, work, status) => {
    expect(summariseEvent(record, chunks, workOf(work)).status).toBe(status);
  });

  it('counts each piece of work once, though two messages asked for it', () => {
    const work = workOf({
      'create|a': done('created'),
      'update|b': done('closed'),
      'update|c': done('updated'),
    });
    const chunks = [chunk(['create|a', 'update|b'], 4), chunk(['update|b', 'update|c', 'create|d'], 3)];
    expect(summariseEvent(event(), chunks, work)).toMatchObject({
      status: 'processing',
      matched: 7,
      ticketsCreated: 1,
      ticketsUpdated: 1,
      ticketsClosed: 1,
      failed: 0,
    });
  });

  it('counts work that ended before its message was done a second time', () => {
    const again = summariseEvent(event(), [chunk([]), chunk([])], workOf({ 'create|a': done('created') }));
    expect(again).toMatchObject({ status: 'completed', ticketsCreated: 1 });
  });

  it('tells what failed and why', () => {
    const record = event({
      rejected: [{ finding: '/data/findings/3', reason: 'asset_id is missing' }],
      rejectedCount: 1,
    });
    const failure = done('failed', { code: 'state-not-found', detail: 'There is no state "Shut".' });
    const summary = summariseEvent(
      record,
      [chunk(['create|rule-1|12|AZURE|CVE-1'])],
      workOf({ 'create|rule-1|12|AZURE|CVE-1': failure }),
    );
    expect(summary.failed).toBe(2);
    expect(summary.errors).toEqual([
      { finding: '/data/findings/3', reason: 'asset_id is missing' },
      { finding: 'rule-1|12|AZURE|CVE-1', reason: 'There is no state "Shut".', code: 'state-not-found' },
    ]);
  });

  it('counts all that was rejected, though only some of it is listed', () => {
    const rejected = Array.from({ length: 100 }, (_, i) => ({
      finding: `/data/findings/${i}`,
      reason: 'bad',
    }));
    const summary = summariseEvent(
      event({ rejected, rejectedCount: 4_000 }),
      [chunk([]), chunk([])],
      new Map(),
    );
    expect(summary.failed).toBe(4_000);
    expect(summary.errors).toHaveLength(100);
  });
});
