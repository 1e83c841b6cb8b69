import { identityText, isIdentity } from '../../identity-ref';
import type { Revision, WorkItemChange } from '../../work-item-change';
import type { Message } from './detail-level';
import { type EventPlace, pageUrl } from './event-place';

const done = {
  created: 'created',
  updated: 'updated',
  commented: 'commented on',
  deleted: 'deleted',
  restored: 'restored',
} as const;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function shown(value: unknown): string {
  if (isIdentity(value)) return identityText(value);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** One sentence, with a link to the work item as long as it can be opened. */
export function message(change: WorkItemChange, revision: Revision, place: EventPlace): Message {
  const item = `${change.workItemType} #${revision.id}`;
  const rest = ` (${shown(revision.fields['System.Title'])}) ${done[change.kind]} by ${change.changedBy.displayName}.`;
  if (change.kind === 'deleted')
    return { text: item + rest, html: escapeHtml(item + rest), markdown: `[${item}]${rest}` };
  const url = pageUrl(place, revision.id);
  return {
    text: `${item}${rest}\r\n(${url})`,
    html: `<a href="${escapeHtml(url)}">${escapeHtml(item)}</a>${escapeHtml(rest)}`,
    markdown: `[${item}](${url})${rest}`,
  };
}

const labels: Record<WorkItemChange['kind'], [label: string, field: string][]> = {
  created: [
    ['State', 'System.State'],
    ['Assigned to', 'System.AssignedTo'],
    ['Comment', 'System.History'],
    ['Severity', 'Microsoft.VSTS.Common.Severity'],
  ],
  updated: [['New State', 'System.State']],
  commented: [],
  deleted: [['State', 'System.State']],
  restored: [
    ['State', 'System.State'],
    ['Severity', 'Microsoft.VSTS.Common.Severity'],
  ],
};

/** Tells a new state only if the state is what changed. */
function facts(change: WorkItemChange, revision: Revision): string[] {
  const told = labels[change.kind].filter(
    ([, field]) => change.kind !== 'updated' || field in change.changedFields,
  );
  return told.map(([label, field]) => `${label}: ${shown(revision.fields[field])}`);
}

/** The sentence, and the comment or a list of facts below it. */
export function detailedMessage(change: WorkItemChange, revision: Revision, place: EventPlace): Message {
  const { text, html, markdown } = message(change, revision, place);
  if (change.kind === 'commented') {
    const comment = change.comment ?? '';
    return {
      text: `${text}\r\n${comment}`,
      html: `${html}<br/>${comment}`,
      markdown: `${markdown}\r\n${comment}`,
    };
  }
  const lines = facts(change, revision);
  if (lines.length === 0) return { text, html, markdown };
  const list = (bullet: string) => lines.map((line) => `${bullet} ${line}\r\n`).join('');
  return {
    text: `${text}\r\n\r\n${list('-')}`,
    html: `${html}<ul>${lines.map((line) => `\r\n<li>${escapeHtml(line)}</li>`).join('')}</ul>`,
    markdown: `${markdown}\r\n\r\n${list('*')}`,
  };
}
