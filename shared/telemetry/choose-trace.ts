import { newTrace, readTraceParent, type TraceContext } from './trace-context';

/**
 * Decides which trace an invocation belongs to. The one that came with the request or message counts, because it leads
 * back to the event; the host may have begun another and only linked the two. Where the host went on with the same
 * trace, its span is the nearer parent.
 * @param carried `traceparent` of the request or message
 * @param ofInvocation `traceparent` that the Functions host gave
 */
export function chooseTrace(carried: unknown, ofInvocation: unknown): TraceContext {
  const received = readTraceParent(carried);
  const host = readTraceParent(ofInvocation);
  if (received === undefined || host?.traceId === received.traceId) return host ?? received ?? newTrace();
  return received;
}
