import { decideStatus } from '../../../../../local/azure-devops/service-hooks/subscriptions/decide-status';
import { thrownBy } from '../../../../support/thrown-by';

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
    expect(thrownBy(() => decideStatus('enabled', asked))).toMatchObject({ status: 400 });
  });
});
