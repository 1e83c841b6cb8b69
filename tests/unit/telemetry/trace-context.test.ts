import { newTrace, readTraceParent, traceParentOf } from '../../../shared/telemetry/trace-context';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';

describe('readTraceParent', () => {
  it.each([
    ['of version 00', `00-${traceId}-${parentId}-01`],
    ['with blanks around it', ` 00-${traceId}-${parentId}-01 `],
    ['of a later version', `cc-${traceId}-${parentId}-01`],
    ['of a later version that says more', `cc-${traceId}-${parentId}-01-what-the-future-will-be`],
  ])('reads one %s', (_, header) => {
    expect(readTraceParent(header)).toEqual({ traceId, parentId, flags: '01' });
  });

  it.each([
    ['nothing', undefined],
    ['null, as a missing header', null],
    ['something else than text', 12],
    ['no traceparent', '|4bf92f35.1.'],
    ['a trace id of zeros', `00-${'0'.repeat(32)}-${parentId}-01`],
    ['a parent id of zeros', `00-${traceId}-${'0'.repeat(16)}-01`],
    ['capitals', `00-${traceId.toUpperCase()}-${parentId}-01`],
    ['the version that never will be', `ff-${traceId}-${parentId}-01`],
    ['more than version 00 may say', `00-${traceId}-${parentId}-01-more`],
    ['a line break inside', `00-${traceId}-${parentId}-01\nx: y`],
  ])('takes %s for none', (_, header) => expect(readTraceParent(header)).toBeUndefined());

  it('reads what is written', () => {
    const trace = newTrace();
    expect(readTraceParent(traceParentOf(trace))).toEqual(trace);
    expect(newTrace()).not.toEqual(trace);
  });
});
