import { setImmediate } from 'node:timers/promises';
import { createLogger } from '../../../shared/logger';
import { currentTraceParent, inInvocation, invocationLog } from '../../../shared/telemetry/invocation';
import { newTrace, traceParentOf } from '../../../shared/telemetry/trace-context';

function invocation() {
  const lines: unknown[] = [];
  const keep = (line: string) => void lines.push(JSON.parse(line));
  const trace = newTrace();
  return { trace, lines, log: createLogger({ log: keep, warn: keep, error: keep }, { id: trace.traceId }) };
}

it('keeps invocations that run at the same time apart', async () => {
  const shared = invocationLog.with({ part: 'client' });
  const one = invocation();
  const two = invocation();
  const work = async () => {
    await setImmediate();
    shared.info('called', { a: 1 });
    await setImmediate();
    return currentTraceParent();
  };
  expect(await Promise.all([one, two].map((each) => inInvocation(each, work)))).toEqual([
    traceParentOf(one.trace),
    traceParentOf(two.trace),
  ]);
  for (const { lines, trace } of [one, two])
    expect(lines).toEqual([{ message: 'called', id: trace.traceId, part: 'client', a: 1 }]);
});

it('knows no trace and writes nothing outside of invocations', () => {
  expect(currentTraceParent()).toBeUndefined();
  expect(() => invocationLog.error('nobody hears this')).not.toThrow();
});
