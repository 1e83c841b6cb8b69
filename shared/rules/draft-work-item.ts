import type { RawFinding } from '../nucleus/finding';
import type { WorkItemDraft } from '../tickets/work-item-draft';
import type { MappedValue } from './map-fields';
import { type ManagedPart, renderPart } from './managed-part';
import { asIs, escapeHtml, escapeMarkdown, renderTemplate } from './render-template';
import type { Rule } from './rule';
import type { TextFormat } from './text-table';

const defaultTitle = '{{finding.finding_name}}';

/** Where a description of the rule's own has the part that is kept up to date; at its end if it does not say. */
export const partPlace = /\{\{\s*affected_assets\s*\}\}/;

/** What a developer needs when the rule has no description of its own. */
const defaultDescription = [
  '**CVE:** {{finding.finding_cve}}',
  '**Found by:** {{finding.scan_type}}, number {{finding.finding_number}}',
  '{{finding.finding_description}}',
  '**Recommendation:** {{finding.finding_recommendation}}',
].join('\n\n');

/** The same for a ticket of many findings, which the table names. */
const defaultGroupDescription = 'Findings of Nucleus that have the following in common.';

/** Our own words are Markdown. */
const formatOf = ({ ticket }: Rule): TextFormat =>
  (ticket.description === undefined ? undefined : ticket.descriptionFormat) ?? 'markdown';

function describe(rule: Rule, fields: RawFinding, part: ManagedPart): string {
  const { description } = rule.ticket;
  const format = formatOf(rule);
  const ownPart = renderPart(part, format);
  const separator = format === 'html' ? '' : '\n\n';
  const template = description ?? (part.findings > 1 ? defaultGroupDescription : defaultDescription);
  const escape = format === 'html' ? escapeHtml : escapeMarkdown;
  const [before = '', ...after] = template
    .split(partPlace)
    .map((piece) => renderTemplate(piece, fields, escape));
  return [before, ownPart, after.join('')].filter((piece) => piece.trim() !== '').join(separator);
}

/** Decides what the work item of a rule looks like when it is made. */
export function draftWorkItem(
  rule: Rule,
  fields: RawFinding,
  part: ManagedPart,
  mapped: Record<string, MappedValue>,
): WorkItemDraft {
  const { ticket } = rule;
  const optional = (template: string | undefined) => {
    const rendered = template === undefined ? '' : renderTemplate(template, fields, asIs).trim();
    return rendered === '' ? undefined : rendered;
  };
  // Put together from values as they are: what a finding says is never a template.
  const groupTitle = Object.values(part.values)
    .filter((value) => value !== '')
    .join(', ');
  const title =
    ticket.title === undefined && part.findings > 1 && groupTitle !== ''
      ? `Findings: ${groupTitle}`
      : (optional(ticket.title ?? defaultTitle) ?? `Finding ${String(fields.finding_number)}`);
  const own = Object.entries(ticket.fields ?? {}).flatMap(([name, value]) => {
    const shown = typeof value === 'string' ? optional(value) : value;
    return shown === undefined ? [] : [[name, shown] as const];
  });
  const areaPath = optional(ticket.areaPath);
  const iterationPath = optional(ticket.iterationPath);
  const assignedTo = optional(ticket.assignedTo);
  return {
    project: ticket.project,
    workItemType: ticket.workItemType,
    title,
    description: describe(rule, fields, part),
    descriptionFormat: formatOf(rule),
    fields: { ...Object.fromEntries(own), ...mapped },
    tags: (ticket.tags ?? []).flatMap((tag) => optional(tag) ?? []),
    ...(ticket.state === undefined ? {} : { state: ticket.state }),
    ...(areaPath === undefined ? {} : { areaPath }),
    ...(iterationPath === undefined ? {} : { iterationPath }),
    ...(assignedTo === undefined ? {} : { assignedTo }),
  };
}
