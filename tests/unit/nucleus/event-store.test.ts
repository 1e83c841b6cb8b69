import { NotFoundError } from '../../../shared/errors';
import type { EventRecord } from '../../../shared/nucleus/event-record';
import { EventStore } from '../../../shared/nucleus/event-store';
import { MemoryTable } from '../../support/memory-table';

const event: EventRecord = {
  id: 'scan 7 / "blue"',
  type: 'scan.ingested',
  fingerprint: 'f',
  findings: 2,
  chunks: 1,
  enqueued: false,
  receivedAt: '2026-03-01T08:00:00.000Z',
  rejected: [],
  rejectedCount: 0,
};
const at = '2026-03-01T08:01:00.000Z';

describe('EventStore', () => {
  it('gives an event to the first who claims it, and shows it to the others', async () => {
    const store = new EventStore(new MemoryTable());
    expect(await store.claim(event)).toBeUndefined();
    expect((await store.claim({ ...event, fingerprint: 'other' }))?.value).toEqual(event);
  });

  it('gives an event to one of many who claim it at once', async () => {
    const store = new EventStore(new MemoryTable());
    const answers = await Promise.all([store.claim(event), store.claim(event), store.claim(event)]);
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
  });

  it('tells how far an event has come', async () => {
    const store = new EventStore(new MemoryTable());
    await store.claim(event);
    await store.markEnqueued(event);
    expect(await store.progress(event.id)).toMatchObject({ eventId: event.id, status: 'accepted' });
    await store.chunkDone(event.id, 0, { matched: 2, work: ['create|rule-1|12|AZURE|CVE-1'], rejected: [] });
    expect(await store.progress(event.id)).toMatchObject({ status: 'processing', matched: 2 });
    await store.workDone(event.id, 'create|rule-1|12|AZURE|CVE-1', {
      outcome: 'failed',
      at,
      detail: 'No project.',
    });
    expect(await store.progress(event.id)).toMatchObject({ status: 'completed', failed: 1 });
  });

  it('counts the last outcome of work that was tried again', async () => {
    const store = new EventStore(new MemoryTable());
    await store.claim(event);
    await store.workDone(event.id, 'create|a', { outcome: 'failed', at });
    await store.workDone(event.id, 'create|a', { outcome: 'created', at });
    expect(await store.progress(event.id)).toMatchObject({ ticketsCreated: 1, failed: 0 });
  });

  it('lets "nothing left to do" not hide what was done before', async () => {
    const store = new EventStore(new MemoryTable());
    await store.claim(event);
    await store.workDone(event.id, 'create|a', { outcome: 'created', at });
    await store.workDone(event.id, 'create|a', { outcome: 'unchanged', at });
    await store.workDone(event.id, 'create|b', { outcome: 'unchanged', at });
    expect(await store.progress(event.id)).toMatchObject({ ticketsCreated: 1, failed: 0 });
  });

  it('says when there is no such event', async () => {
    await expect(new EventStore(new MemoryTable()).progress('nobody')).rejects.toThrow(NotFoundError);
  });
});
