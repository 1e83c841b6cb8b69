import { isKnownField } from '../../../shared/rules/known-fields';

describe('isKnownField', () => {
  it.each([
    'finding_severity',
    'finding.severity',
    'finding.finding_severity',
    'severity',
    'asset.name',
    'asset_name',
    'asset.business_owner',
    'asset.metadata.cxsast.team',
    'cxsast.branch',
    'asset_info.tenable.uuid',
    'owner_team.team_name',
  ])('%s', (name) => expect(isKnownField(name)).toBe(true));

  it.each(['no_such_field', 'finding.no_such', 'asset.no_such', 'Severity', '__proto__', ''])(
    'not %j',
    (name) => expect(isKnownField(name)).toBe(false),
  );

  it('what stored findings have', () => {
    const seen = new Set(['berth']);
    expect(isKnownField('berth', seen)).toBe(true);
    expect(isKnownField('asset.berth', seen)).toBe(true);
    expect(isKnownField('pier', seen)).toBe(false);
  });
});
