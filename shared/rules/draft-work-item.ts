import type { RawFinding } from '../nucleus/finding';
import type { FindingHeader, StoredInstance } from '../nucleus/finding-record';
import type { WorkItemDraft } from '../tickets/work-item-draft';
import { assetTable } from './asset-table';
import { asIs, escapeHtml, escapeMarkdown, renderTemplate } from './render-template';
import type { Rule } from './rule';

const defaultTitle = '{{finding.finding_name}}';

/** What a developer needs when the rule has no description of its own. */
const defaultDescription = [
  '**Severity:** {{finding.finding_severity}}',
  '**CVE:** {{finding.finding_cve}}',
  '**Found by:** {{finding.scan_type}}, number {{finding.finding_number}}',
  '{{finding.finding_description}}',
  '**Recommendation:** {{finding.finding_recommendation}}',
].join('\n\n');

/** The fields that a template sees: the definition, and the first instance that is still open. */
export function templateFields(
  { id, definition, counts }: FindingHeader,
  instances: readonly StoredInstance[],
): RawFinding {
  const shown = instances.find(({ remediation }) => remediation === 'open') ?? instances[0];
  return {
    ...definition,
    ...shown?.fields,
    project_id: id.nucleusProjectId,
    scan_type: id.scanType,
    finding_number: id.findingNumber,
    finding_count: counts.total,
  };
}

/** Decides what the work item of a rule's share of a finding looks like. */
export function draftWorkItem(
  rule: Rule,
  header: FindingHeader,
  instances: readonly StoredInstance[],
): WorkItemDraft {
  const fields = templateFields(header, instances);
  const { ticket } = rule;
  const plain = (template: string) => renderTemplate(template, fields, asIs);
  const optional = (template: string | undefined) => {
    const rendered = template === undefined ? '' : plain(template).trim();
    return rendered === '' ? undefined : rendered;
  };
  const title = optional(ticket.title ?? defaultTitle) ?? `Finding ${header.id.findingNumber}`;
  const descriptionFormat = ticket.descriptionFormat ?? 'markdown';
  const description =
    ticket.description === undefined
      ? `${renderTemplate(defaultDescription, fields, escapeMarkdown)}\n\n${assetTable(instances)}`
      : renderTemplate(
          ticket.description,
          fields,
          descriptionFormat === 'html' ? escapeHtml : escapeMarkdown,
        );
  const rendered: WorkItemDraft = {
    project: ticket.project,
    workItemType: ticket.workItemType,
    title,
    description,
    descriptionFormat: ticket.description === undefined ? 'markdown' : descriptionFormat,
    fields: Object.fromEntries(
      Object.entries(ticket.fields ?? {}).flatMap(([name, value]) => {
        const shown = typeof value === 'string' ? optional(value) : value;
        return shown === undefined ? [] : [[name, shown]];
      }),
    ),
    tags: (ticket.tags ?? []).flatMap((tag) => optional(tag) ?? []),
  };
  const { state } = ticket;
  const areaPath = optional(ticket.areaPath);
  const iterationPath = optional(ticket.iterationPath);
  const assignedTo = optional(ticket.assignedTo);
  return {
    ...rendered,
    ...(state === undefined ? {} : { state }),
    ...(areaPath === undefined ? {} : { areaPath }),
    ...(iterationPath === undefined ? {} : { iterationPath }),
    ...(assignedTo === undefined ? {} : { assignedTo }),
  };
}
