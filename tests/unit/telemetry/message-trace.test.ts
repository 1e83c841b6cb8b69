import { traceParentIn, traceProperties } from '../../../shared/telemetry/message-trace';

const header = `00-${'a'.repeat(32)}-${'1'.repeat(16)}-01`;

describe('the trace of a message', () => {
  it('is found again, whatever the Functions library makes of the keys', () => {
    const properties = traceProperties(header) ?? {};
    const afterTheLibrary = Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [
        `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
        value,
      ]),
    );
    expect(traceParentIn(properties)).toBe(header);
    expect(traceParentIn(afterTheLibrary)).toBe(header);
  });

  it('is found where only one of the two properties was set', () => {
    expect(traceParentIn({ traceparent: header })).toBe(header);
    expect(traceParentIn({ 'diagnostic-Id': header, traceparent: 'other' })).toBe(header);
  });

  it.each([undefined, null, 'text', {}])('is absent from %j', (properties) => {
    expect(traceParentIn(properties)).toBeUndefined();
  });

  it('adds no properties outside of invocations', () => expect(traceProperties(undefined)).toBeUndefined());
});
