import { classifyAnswer } from '../../../../../local/azure-devops/service-hooks/delivery/classify-answer';
import {
  nextStep,
  probationDelays,
  transientDelays,
} from '../../../../../local/azure-devops/service-hooks/delivery/next-step';

describe('classifyAnswer', () => {
  it.each([
    [200, 'delivered'],
    [202, 'delivered'],
    [204, 'delivered'],
    [410, 'gone'],
    [408, 'transient-failure'],
    [502, 'transient-failure'],
    [503, 'transient-failure'],
    [504, 'transient-failure'],
    [301, 'enduring-failure'],
    [401, 'enduring-failure'],
    [404, 'enduring-failure'],
    [429, 'enduring-failure'],
    [500, 'enduring-failure'],
    [undefined, 'enduring-failure'],
  ])('%s: %s', (status, outcome) => {
    expect(classifyAnswer(status)).toBe(outcome);
  });
});

describe('nextStep', () => {
  it('completes after a delivery and disables after "gone", whatever was before', () => {
    const retries = { transient: 3, probation: 2 };
    expect(nextStep('delivered', retries)).toEqual({ step: 'complete' });
    expect(nextStep('gone', retries)).toEqual({ step: 'disable' });
  });

  it('retries a transient failure eight times within 183 seconds, then on probation', () => {
    const steps = Array.from({ length: 9 }, (_, transient) =>
      nextStep('transient-failure', { transient, probation: 0 }),
    );
    expect(steps.slice(0, 8)).toEqual(
      [1, 2, 4, 8, 16, 32, 60, 60].map((afterSeconds) => ({ step: 'retry', afterSeconds })),
    );
    expect(steps[8]).toEqual({ step: 'probation', afterSeconds: 1200 });
    expect(transientDelays.reduce((sum, seconds) => sum + seconds, 0)).toBe(183);
  });

  it('retries an enduring failure seven times within 36 hours, then disables', () => {
    const steps = Array.from({ length: 8 }, (_, probation) =>
      nextStep('enduring-failure', { transient: 0, probation }),
    );
    expect(steps.slice(0, 7)).toEqual(
      [20, 40, 80, 160, 320, 640, 900].map((minutes) => ({ step: 'probation', afterSeconds: minutes * 60 })),
    );
    expect(steps[7]).toEqual({ step: 'disable' });
    expect(probationDelays.reduce((sum, seconds) => sum + seconds, 0) / 3600).toBeCloseTo(36, 0);
  });

  it('makes no short retries on probation', () => {
    expect(nextStep('transient-failure', { transient: 0, probation: 1 })).toEqual({
      step: 'probation',
      afterSeconds: 2400,
    });
  });
});
