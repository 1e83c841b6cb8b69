import {
  changeDiagnostics,
  describeDiagnostics,
} from '../../../../../local/azure-devops/service-hooks/subscriptions/tracing';

const start = new Date('2026-03-01T09:00:00Z');
const minutesLater = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const on = changeDiagnostics({}, { deliveryTracing: { enabled: true } }, start);

describe('diagnostics', () => {
  it('run for one hour', () => {
    const dates = {
      startDate: '2026-03-01T09:00:00Z',
      endDate: '2026-03-01T10:00:00Z',
      maxTracedEntries: 25,
    };
    expect(describeDiagnostics(on, minutesLater(59))).toEqual({
      deliveryTracing: { enabled: true, ...dates },
    });
    expect(describeDiagnostics(on, minutesLater(60))).toEqual({
      deliveryTracing: { enabled: false, ...dates },
    });
  });

  it('change only as far as they are named', () => {
    const both = changeDiagnostics(
      on,
      { evaluationTracing: { enabled: false }, other: { enabled: true } },
      start,
    );
    expect(Object.keys(both)).toEqual(['deliveryTracing', 'evaluationTracing']);
    expect(describeDiagnostics(both, start)).toMatchObject({
      deliveryTracing: { enabled: true },
      evaluationTracing: { enabled: false },
    });
  });

  it('stay as they are with a body that says nothing', () => {
    expect(changeDiagnostics(on, undefined, start)).toEqual(on);
  });
});
