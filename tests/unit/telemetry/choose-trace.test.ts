import { chooseTrace } from '../../../shared/telemetry/choose-trace';
import { traceParentOf } from '../../../shared/telemetry/trace-context';

const [event, other] = ['a'.repeat(32), 'b'.repeat(32)];
const header = (traceId: string, parent: string) => `00-${traceId}-${parent.repeat(16)}-01`;

describe('chooseTrace', () => {
  it.each([
    ['the host, if nothing was carried', undefined, header(other, '2'), header(other, '2')],
    ['what was carried, if the host gave nothing', header(event, '1'), undefined, header(event, '1')],
    [
      'the span of the host within the same trace',
      header(event, '1'),
      header(event, '2'),
      header(event, '2'),
    ],
    [
      'what was carried, if the host began another',
      header(event, '1'),
      header(other, '2'),
      header(event, '1'),
    ],
    ['the host, if what was carried is no trace', 'nonsense', header(other, '2'), header(other, '2')],
  ])('follows %s', (_, carried, host, expected) => {
    expect(traceParentOf(chooseTrace(carried, host))).toBe(expected);
  });

  it('begins a trace where there is none', () => {
    expect(traceParentOf(chooseTrace(undefined, undefined))).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  });
});
