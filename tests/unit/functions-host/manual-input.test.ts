import { manualInput } from '../../../local/functions-host/manual-input';
import { registered } from './registered';

const timer = registered({ type: 'timerTrigger', schedule: '0 0 0 1 1 *' });
const queue = registered({ type: 'serviceBusTrigger', queueName: 'q' });
const batch = registered({ type: 'serviceBusTrigger', queueName: 'q', cardinality: 'many' });

describe('a run by hand', () => {
  it.each(['', '{}', '{"input":""}'])('gives a timer its schedule, whatever the body (%s)', (body) => {
    const { json } = manualInput(timer, body)?.data ?? {};
    expect(JSON.parse(json ?? '')).toMatchObject({ IsPastDue: false });
  });

  it('gives a queue function its input as a message', () => {
    expect(manualInput(queue, '{"input":"{\\"a\\":1}"}')?.data).toEqual({ string: '{"a":1}' });
    expect(manualInput(queue, '{"input":{"a":1}}')?.data).toEqual({ string: '{"a":1}' });
    expect(manualInput(batch, '{"input":"x"}')?.data).toEqual({ collectionString: { string: ['x'] } });
  });

  it('needs a body that can be read, and a function of those kinds', () => {
    expect(manualInput(timer, '{')).toBeUndefined();
    expect(manualInput(registered({ type: 'httpTrigger' }), '{}')).toBeUndefined();
  });
});
