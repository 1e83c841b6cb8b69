import {
  type OperationChunk,
  type OperationRecord,
  summariseOperation,
  type TicketResultStatus,
} from '../../../shared/operations/operation';

const operation = (more: Partial<OperationRecord> = {}): OperationRecord => ({
  id: 'operation-1',
  type: 'close-tickets',
  total: 4,
  chunks: 2,
  state: 'Closed',
  createdAt: '2026-03-01T08:00:00.000Z',
  ...more,
});

const chunk = (results: Record<string, TicketResultStatus>): OperationChunk => ({
  ticketIds: ['a', 'b'],
  results: Object.entries(results).map(([ticketId, status]) => ({ ticketId, status })),
});

describe('summariseOperation', () => {
  it.each<[string, Partial<OperationRecord>, OperationChunk[], object]>([
    ['just begun', {}, [chunk({}), chunk({})], { status: 'running', succeeded: 0, failed: 0, cancelled: 0 }],
    [
      'in the middle',
      {},
      [chunk({ a: 'succeeded', b: 'failed' }), chunk({})],
      { status: 'running', succeeded: 1, failed: 1 },
    ],
    [
      'done',
      {},
      [chunk({ a: 'succeeded', b: 'failed' }), chunk({ c: 'succeeded', d: 'succeeded' })],
      { status: 'completed', total: 4, succeeded: 3, failed: 1 },
    ],
    [
      'cancelled, with a part still under way',
      { cancelled: true },
      [chunk({ a: 'cancelled', b: 'cancelled' }), chunk({})],
      { status: 'running', cancelled: 2 },
    ],
    [
      'cancelled and over',
      { cancelled: true },
      [chunk({ a: 'succeeded', b: 'succeeded' }), chunk({ c: 'cancelled', d: 'cancelled' })],
      { status: 'cancelled', succeeded: 2, cancelled: 2 },
    ],
  ])('%s', (_, record, chunks, view) => {
    expect(summariseOperation(operation(record), chunks)).toMatchObject(view);
  });

  it('gives the results of all parts in their order', () => {
    const { operationId, results } = summariseOperation(operation(), [
      chunk({ a: 'succeeded' }),
      chunk({ c: 'failed' }),
    ]);
    expect(operationId).toBe('operation-1');
    expect(results.map(({ ticketId }) => ticketId)).toEqual(['a', 'c']);
  });
});
