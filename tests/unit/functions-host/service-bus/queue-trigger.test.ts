import { toQueueFunction } from '../../../../local/functions-host/service-bus/queue-trigger';
import { registered } from '../registered';

const read = (options: Record<string, unknown>, autoCompleteMessages = true) =>
  toQueueFunction(
    registered({ type: 'serviceBusTrigger', queueName: 'q', connection: 'BUS', ...options }, 'sync'),
    { autoCompleteMessages },
    { BUS: 'Endpoint=a', Q: 'work-item-events', B: 'BUS' },
  );

describe('a queue trigger', () => {
  it('has plain defaults', () => {
    expect(read({})).toMatchObject({ queue: 'q', batch: false, binary: false, autoComplete: true });
  });

  it('looks names up in the settings', () => {
    expect(read({ queueName: '%Q%', connection: '%B%' })).toMatchObject({
      queue: 'work-item-events',
      connection: { connectionString: 'Endpoint=a' },
    });
  });

  it('may be for batches and bytes, and settle for itself', () => {
    expect(read({ cardinality: 'many', dataType: 'binary', autoCompleteMessages: false })).toMatchObject({
      batch: true,
      binary: true,
      autoComplete: false,
    });
    expect(read({}, false).autoComplete).toBe(false);
    expect(read({ autoCompleteMessages: true }, false).autoComplete).toBe(true);
  });

  it('is not for topics or sessions', () => {
    expect(() => read({ queueName: undefined, topicName: 't' })).toThrow(
      '"sync" listens to a topic or to sessions',
    );
    expect(() => read({ isSessionsEnabled: true })).toThrow('serves queues only');
  });
});
