import type { OperationRecord } from '../../../shared/operations/operation';
import { OperationStore } from '../../../shared/operations/operation-store';
import { MemoryTable } from '../../support/memory-table';

const operation: OperationRecord = {
  id: 'operation-1',
  type: 'close-tickets',
  total: 3,
  chunks: 2,
  state: 'Closed',
  createdAt: '2026-03-01T08:00:00.000Z',
};

async function setUp() {
  const table = new MemoryTable();
  const store = new OperationStore(table);
  await store.create(operation, [
    { ticketIds: ['a', 'b'], results: [] },
    { ticketIds: ['c'], results: [] },
  ]);
  return { table, store };
}

const succeeded = (ticketId: string) => ({ ticketId, status: 'succeeded' as const });

describe('OperationStore', () => {
  it('stores an operation with its parts in one transaction', async () => {
    const { table, store } = await setUp();
    // The other one notes that it is open.
    expect(table.writes).toBe(2);
    expect(await store.get('operation-1')).toEqual(operation);
    expect(await store.chunk('operation-1', 1)).toEqual({ ticketIds: ['c'], results: [] });
  });

  it('knows no others', async () => {
    const { store } = await setUp();
    const notFound = { details: { status: 404, code: 'operation-not-found' } };
    await expect(store.get('another')).rejects.toMatchObject(notFound);
    await expect(store.view('another')).rejects.toMatchObject(notFound);
    await expect(store.cancel('another')).rejects.toMatchObject(notFound);
  });

  it('loses no result when several write to a part at once', async () => {
    const { store } = await setUp();
    const add = (ticketId: string) =>
      store.changeChunk('operation-1', 0, (chunk) => ({
        ...chunk,
        results: [...chunk.results, succeeded(ticketId)],
      }));
    await Promise.all(['a', 'b'].map(add));
    expect((await store.view('operation-1')).results.map(({ ticketId }) => ticketId).sort()).toEqual([
      'a',
      'b',
    ]);
  });

  it('keeps what was done when it is cancelled', async () => {
    const { store } = await setUp();
    await store.changeChunk('operation-1', 1, (chunk) => ({ ...chunk, results: [succeeded('c')] }));
    await store.cancel('operation-1');
    expect(await store.get('operation-1')).toEqual({ ...operation, cancelled: true });
    expect(await store.view('operation-1')).toMatchObject({ status: 'running', succeeded: 1 });
  });

  it('leaves parts alone that there are not', async () => {
    const { table, store } = await setUp();
    await store.changeChunk('operation-1', 7, (chunk) => chunk);
    expect(table.writes).toBe(2);
  });
});

describe('how many operations are under way', () => {
  it('is told apart from those that are done or were never stored', async () => {
    const { store } = await setUp();
    const now = new Date().toISOString();
    await store.noteAsked('operation-1', now);
    expect(await store.areUnderWay(1)).toBe(true);
    expect(await store.areUnderWay(2)).toBe(false);
    await store.noteAsked('never-stored', now);
    expect(await store.areUnderWay(2)).toBe(false);
    for (const [chunk, ticketIds] of [['a', 'b'], ['c']].entries())
      await store.changeChunk('operation-1', chunk, (stored) => ({
        ...stored,
        results: ticketIds.map(succeeded),
      }));
    expect(await store.areUnderWay(1)).toBe(false);
  });
});
