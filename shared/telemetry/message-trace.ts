/**
 * Properties of a Service Bus message that carry its trace: `Diagnostic-Id` is what Azure's SDKs and the Functions host
 * read and write, `traceparent` is what OpenTelemetry's messaging conventions name.
 */
export const traceProperties = (traceParent: string | undefined): Record<string, string> | undefined =>
  traceParent === undefined ? undefined : { 'Diagnostic-Id': traceParent, traceparent: traceParent };

/** The `traceparent` of a message. Casing is free: the Functions library changes the first letter of every key. */
export function traceParentIn(applicationProperties: unknown): unknown {
  if (typeof applicationProperties !== 'object' || applicationProperties === null) return undefined;
  const byName = new Map<string, unknown>(
    Object.entries(applicationProperties).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return byName.get('diagnostic-id') ?? byName.get('traceparent');
}
