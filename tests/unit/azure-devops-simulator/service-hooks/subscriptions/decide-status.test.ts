import { decideStatus } from '../../../../../local/azure-devops/service-hooks/subscriptions/decide-status';

describe('decideStatus', () => {
  it.each([
    ['enabled', undefined, 'enabled'],
    ['enabled', null, 'enabled'],
    ['enabled', 'disabledByUser', 'disabledByUser'],
    ['onProbation', 'disabledByUser', 'disabledByUser'],
    ['onProbation', 'enabled', 'onProbation'],
    ['disabledByUser', 'enabled', 'enabled'],
    ['disabledBySystem', 'enabled', 'enabled'],
    ['disabledBySystem', 'disabledBySystem', 'disabledBySystem'],
  ] as const)('%s, asked for %s: %s', (current, asked, status) => {
    expect(decideStatus(current, asked)).toBe(status);
  });

  it.each(['onProbation', 'disabledBySystem', 'asleep', 7])('refuses to set %j', (asked) => {
    expect(() => decideStatus('enabled', asked)).toThrow(expect.objectContaining({ status: 400 }));
  });
});
