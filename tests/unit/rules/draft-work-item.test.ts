import type { FindingHeader } from '../../../shared/nucleus/finding-record';
import { draftWorkItem, templateFields } from '../../../shared/rules/draft-work-item';
import type { Rule } from '../../../shared/rules/rule';
import { aStoredInstance, aUniqueFindingId, someCounts } from '../../support/builders/a-finding';
import { aRule } from '../../support/builders/a-rule';

const header: FindingHeader = {
  id: aUniqueFindingId(),
  definition: { finding_name: 'Outdated <TLS>', finding_description: 'Uses *old* ciphers.' },
  definitionAsOf: '2026-03-01T08:00:00.000Z',
  counts: someCounts(1, 0, 1),
  shares: {},
  updatedAt: '2026-03-01T08:00:00.000Z',
};
const instances = [
  aStoredInstance({ remediation: 'remediated', fields: { asset_name: 'done', finding_severity: 'Low' } }),
  aStoredInstance({
    fields: { asset_name: 'open', finding_severity: 'Critical', asset_owner: 'mika@harbor.example' },
  }),
];
const draft = (ticket: Partial<Rule['ticket']>) =>
  draftWorkItem(
    aRule({ ticket: { project: 'Payments', workItemType: 'Bug', ...ticket } }),
    header,
    instances,
  );

describe('templateFields', () => {
  it('are those of the finding and of the first instance that is open', () => {
    expect(templateFields(header, instances)).toMatchObject({
      finding_name: 'Outdated <TLS>',
      asset_name: 'open',
      finding_severity: 'Critical',
      finding_number: 'CVE-2026-1001',
      scan_type: 'AZURE',
      finding_count: 2,
    });
  });

  it('are those of the first instance where none is open, and of the finding where there is none', () => {
    expect(templateFields(header, instances.slice(0, 1)).asset_name).toBe('done');
    expect(templateFields(header, []).finding_name).toBe('Outdated <TLS>');
  });
});

describe('draftWorkItem', () => {
  it('has words of its own where the rule has none', () => {
    const { title, description, descriptionFormat } = draft({ descriptionFormat: 'html' });
    expect(title).toBe('Outdated <TLS>');
    expect(descriptionFormat).toBe('markdown');
    expect(description).toContain('**Severity:** Critical');
    expect(description).toContain('Uses \\*old\\* ciphers\\.');
    expect(description).toContain('| open |');
  });

  it('leaves out what the rule does not say', () => {
    expect(Object.keys(draft({})).sort()).toEqual(
      ['description', 'descriptionFormat', 'fields', 'project', 'tags', 'title', 'workItemType'].sort(),
    );
  });

  it('fills in dynamic fields everywhere, and leaves out what turns out empty', () => {
    expect(
      draft({
        title: '[{{finding.severity}}] {{finding.name}}',
        state: 'Active',
        areaPath: 'Payments\\{{asset.name}}',
        iterationPath: '{{asset.unknown}}',
        assignedTo: '{{asset.owner}}',
        tags: ['nucleus', '{{finding.unknown}}', '{{finding.severity}}'],
        fields: {
          'Custom.Number': '{{finding.number}}',
          'Custom.Empty': '{{finding.unknown}}',
          'Custom.Count': 7,
          'Custom.Flag': false,
        },
      }),
    ).toMatchObject({
      title: '[Critical] Outdated <TLS>',
      state: 'Active',
      areaPath: 'Payments\\open',
      assignedTo: 'mika@harbor.example',
      tags: ['nucleus', 'Critical'],
      fields: { 'Custom.Number': 'CVE-2026-1001', 'Custom.Count': 7, 'Custom.Flag': false },
    });
    expect(draft({ iterationPath: '{{asset.unknown}}' })).not.toHaveProperty('iterationPath');
  });

  it.each([
    ['html', 'Outdated &#60;TLS&#62;'],
    ['markdown', 'Outdated &#60;TLS&#62;'],
    [undefined, 'Outdated &#60;TLS&#62;'],
  ] as const)('escapes for a description in %s', (descriptionFormat, expected) => {
    const drafted = draft({
      description: '<b>{{finding.name}}</b>',
      ...(descriptionFormat ? { descriptionFormat } : {}),
    });
    expect(drafted.description).toBe(`<b>${expected}</b>`);
    expect(drafted.descriptionFormat).toBe(descriptionFormat ?? 'markdown');
  });

  it('names a finding without a name by its number', () => {
    expect(draft({ title: '{{finding.unknown}}' }).title).toBe('Finding CVE-2026-1001');
  });
});
