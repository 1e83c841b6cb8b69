import type { IncomingMessage } from 'node:http';
import type { TriggerInput } from '../invoker';

/** Why an HTTP function runs, and the W3C trace that its caller belongs to. */
export function reasonAndTrace({
  method = 'GET',
  headers: { traceparent, tracestate },
}: Pick<IncomingMessage, 'method' | 'headers'>): Pick<TriggerInput, 'reason' | 'traceParent' | 'traceState'> {
  return {
    reason: `HTTP ${method}`,
    ...(typeof traceparent === 'string' ? { traceParent: traceparent } : {}),
    ...(typeof tracestate === 'string' ? { traceState: tracestate } : {}),
  };
}
