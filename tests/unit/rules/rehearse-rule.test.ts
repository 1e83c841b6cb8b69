import { fixedPart } from '../../../shared/rules/rehearse-rule';

const ticket = {
  project: 'Payments',
  workItemType: 'Bug',
  areaPath: 'Payments\\Web',
  assignedTo: '{{asset.asset_owner}}',
  fields: {
    'Microsoft.VSTS.Common.Severity': '2 - High',
    'Microsoft.VSTS.Common.Priority': 1,
    'Custom.Cve': '{{finding.finding_cve}}',
    'Custom.Mapped': 'fixed, but a mapping has the last word',
  },
};

describe('fixedPart', () => {
  const { draft, filledIn } = fixedPart({
    ticket,
    fieldMappings: [{ field: 'custom.mapped', from: 'finding.finding_name', when: 'always' }],
  });

  it('holds what no finding changes', () => {
    expect(draft).toEqual({
      project: 'Payments',
      workItemType: 'Bug',
      areaPath: 'Payments\\Web',
      fields: { 'Microsoft.VSTS.Common.Severity': '2 - High', 'Microsoft.VSTS.Common.Priority': 1 },
    });
  });

  it('names the places that findings fill in', () => {
    expect([...filledIn]).toEqual(['/assignedto', '/fields/custom.cve', '/fields/custom.mapped']);
  });
});
