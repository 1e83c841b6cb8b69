import { partBegins, partEnds } from '../../../shared/rules/managed-part';
import { draftWorkItem } from '../../../shared/rules/draft-work-item';
import type { Rule } from '../../../shared/rules/rule';
import { contentOf } from '../../../shared/tickets/ticket-content';
import { aStoredInstance, aUniqueFindingId, someCounts } from '../../support/builders/a-finding';
import { aRule } from '../../support/builders/a-rule';
import { aTicketFinding } from '../../support/builders/a-ticket';

const header = {
  id: aUniqueFindingId(),
  definition: { finding_name: 'Outdated <TLS>', finding_description: 'Uses *old* ciphers.' },
};
const instances = [
  aStoredInstance({ remediation: 'remediated', fields: { asset_name: 'done', finding_severity: 'Low' } }),
  aStoredInstance({
    fields: { asset_name: 'open', finding_severity: 'Critical', asset_owner: 'mika@harbor.example' },
  }),
];
const findings = [aTicketFinding({ counts: someCounts(1, 0, 1) })];

function draftOf(changes: Partial<Rule>, values = {}, behind = findings) {
  const rule = aRule(changes);
  const { fields, part, mapped } = contentOf(rule, header, instances, behind, values);
  return draftWorkItem(rule, fields, part, mapped.always);
}
const draft = (ticket: Partial<Rule['ticket']>) =>
  draftOf({ ticket: { project: 'Payments', workItemType: 'Bug', ...ticket } });

describe('draftWorkItem', () => {
  it('has words of its own where the rule has none', () => {
    const { title, description, descriptionFormat } = draft({ descriptionFormat: 'html' });
    expect(title).toBe('Outdated <TLS>');
    expect(descriptionFormat).toBe('markdown');
    expect(description).toContain('Severity: Critical');
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
    expect(drafted.description?.startsWith(`<b>${expected}</b>`)).toBe(true);
    expect(drafted.descriptionFormat).toBe(descriptionFormat ?? 'markdown');
  });

  it('names a finding without a name by its number', () => {
    expect(draft({ title: '{{finding.unknown}}' }).title).toBe('Finding CVE-2026-1001');
  });

  it('puts the part that is kept up to date where the rule says, else at the end', () => {
    const marked = new RegExp(`^before\\s+${partBegins}[^]*${partEnds}\\s+after$`);
    expect(draft({ description: 'before {{affected_assets}} after' }).description).toMatch(marked);
    expect(draft({ description: 'before' }).description).toMatch(new RegExp(`${partEnds}$`));
  });

  it('names a ticket of many findings by what they have in common, which is never a template', () => {
    const two = [...findings, aTicketFinding({ id: aUniqueFindingId({ findingNumber: 'CVE-2' }) })];
    const values = { asset_location: '{{finding.name}}' };
    const { title, description } = draftOf({ groupBy: ['asset_location'] }, values, two);
    expect(title).toBe('Findings: {{finding.name}}');
    expect(description).toContain('asset\\_location: \\{\\{finding\\.name\\}\\}');
    expect(description).toContain('2 findings: 2 open, 0 temporarily resolved, 1 remediated, of 3 instances');
  });
});
