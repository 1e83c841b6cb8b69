import { endStatus, statusEnds } from '../../../shared/nucleus/end-status';
import type { StoredInstance } from '../../../shared/nucleus/finding-record';
import { aStoredInstance } from '../../support/builders/a-finding';

const end = '2026-04-20T00:00:00.000Z';
const temporary: Partial<StoredInstance> = {
  status: 'accepted_risk',
  remediation: 'temporary',
  statusEndsAt: end,
  fields: { asset_name: 'pay-web-1', justification_status_name: 'Accepted Risk' },
};
const at = (day: string, changes: Partial<StoredInstance> = temporary) =>
  endStatus(aStoredInstance(changes), new Date(`2026-04-${day}T00:00:00.000Z`));

describe('endStatus', () => {
  it('makes an instance active again when its time is over', () => {
    expect(at('20')).toMatchObject({
      status: 'active',
      remediation: 'open',
      fields: { asset_name: 'pay-web-1', justification_status_name: 'Active' },
    });
    expect(at('20')).not.toHaveProperty('statusEndsAt');
  });

  it.each<[string, string, Partial<StoredInstance>]>([
    ['before its time', '19', temporary],
    ['a status that lasts', '30', { status: 'accepted_risk', remediation: 'remediated' }],
    ['a temporary status of which no end is told', '30', { status: 'duplicate', remediation: 'temporary' }],
    ['an open instance', '30', { statusEndsAt: end }],
  ])('leaves %s', (_, day, changes) => expect(at(day, changes)).toBeUndefined());
});

it('statusEnds tells each moment once, in order', () => {
  const later = '2026-05-01T00:00:00.000Z';
  const instances = [later, end, end].map((statusEndsAt) => aStoredInstance({ ...temporary, statusEndsAt }));
  expect(statusEnds([...instances, aStoredInstance()])).toEqual([end, later]);
});
