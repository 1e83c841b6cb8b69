import { createHash } from 'node:crypto';
import type { FindingCounts } from '../nucleus/finding-record';
import { escapeHtml, escapeMarkdown } from './render-template';
import { renderTable, type TextFormat, type TextTable } from './text-table';

/** What the connector keeps current in a description. */
export interface ManagedPart {
  severity: string | undefined;
  counts: FindingCounts;
  /** Findings behind the ticket. */
  findings: number;
  /** What the findings have in common, by field. */
  values: Record<string, string>;
  table: TextTable;
}

/**
 * Where our part begins and ends. Words, because comments and attributes do not survive every editor of ADO, and none
 * that mean something to Markdown or HTML. What stands before and after is people's own.
 */
export const partBegins = 'Nucleus keeps the following up to date:';
export const partEnds = 'Here ends what Nucleus keeps up to date.';

function linesOf({ severity, counts, findings, values }: ManagedPart): string[] {
  const { total, open, temporary, remediated } = counts;
  const instances = `${open} open, ${temporary} temporarily resolved, ${remediated} remediated, of ${total} instances`;
  return [
    ...Object.entries(values).map(([field, value]) => `${field}: ${value === '' ? '(none)' : value}`),
    ...(severity === undefined ? [] : [`Severity: ${severity}`]),
    findings > 1 ? `${findings} findings: ${instances}` : instances,
  ];
}

/** What stands between the two marks. */
function innerText(part: ManagedPart, format: TextFormat): string {
  const table = renderTable(part.table, format);
  const lines = linesOf(part);
  if (format === 'html') return `${lines.map((line) => `<div>${escapeHtml(line)}</div>`).join('')}${table}`;
  return `${lines.map(escapeMarkdown).join('\n\n')}\n\n${table}`;
}

/** The whole part, for a description that has none yet. */
export function renderPart(part: ManagedPart, format: TextFormat): string {
  const inner = innerText(part, format);
  return format === 'html'
    ? `<div>${partBegins}</div>${inner}<div>${partEnds}</div>`
    : `${partBegins}\n\n${inner}\n\n${partEnds}`;
}

/** Changes exactly when what the part shows does. */
export const partDigest = (part: ManagedPart): string =>
  createHash('sha256').update(renderPart(part, 'markdown')).digest('base64url').slice(0, 16);

/**
 * Puts the part in the place of an older one, and leaves everything else as it is. A description that people have taken
 * a mark out of is theirs altogether.
 * @param text the description as it stands in ADO, with whatever tags ADO's editor has put around the marks
 * @param toStored makes new text what ADO stores of it (escaping, sanitising)
 * @returns undefined if there is nothing to replace, or nothing would change
 */
export async function replacePart(
  text: string,
  part: ManagedPart,
  format: TextFormat,
  toStored: (text: string) => Promise<string>,
): Promise<string | undefined> {
  const begins = text.indexOf(partBegins);
  const ends = text.indexOf(partEnds);
  if (
    begins === -1 ||
    ends < begins ||
    text.lastIndexOf(partBegins) !== begins ||
    text.lastIndexOf(partEnds) !== ends
  )
    return undefined;
  const between = text.slice(begins + partBegins.length, ends);
  // The tags that close what the first mark stands in, and open what the second does, are not ours.
  const [closing = ''] = format === 'html' ? (/^(?:\s*<\/\w+>)*/.exec(between) ?? []) : [];
  const [opening = ''] =
    format === 'html' ? (/(?:<\w+[^<>]*>\s*)*$/.exec(between.slice(closing.length)) ?? []) : [];
  const inner = await toStored(innerText(part, format));
  const replaced = [
    text.slice(0, begins + partBegins.length),
    format === 'html' ? `${closing}${inner}${opening}` : `\n\n${inner}\n\n`,
    text.slice(ends),
  ].join('');
  return replaced === text ? undefined : replaced;
}
