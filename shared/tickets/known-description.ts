import type { WorkItem } from '../azure-devops/client';
import { partBegins } from '../rules/managed-part';
import type { KnownDescription, TicketRecord } from './ticket';

/** Longer ones are read when they are needed. */
const longestKept = 100_000;

/** The text of a work item that has our part in it, if it has one. */
export function knownDescription({
  rev,
  fields,
  multilineFieldsFormat,
}: WorkItem): KnownDescription | undefined {
  const entry = Object.entries(fields).find(
    (field): field is [string, string] => typeof field[1] === 'string' && field[1].includes(partBegins),
  );
  if (!entry || entry[1].length > longestKept) return undefined;
  const [field, text] = entry;
  const format = multilineFieldsFormat?.[field];
  return { rev, field, text, ...(format === undefined ? {} : { format }) };
}

/**
 * The work item as far as we have written it, where nobody has written since by all that we know. Whoever has is found out
 * by the revision that guards the write, and the work item is read after all.
 */
export function asWrittenLast(
  { rev, workItemId, workItemUrl, managed }: TicketRecord,
  known: KnownDescription | undefined,
): WorkItem | undefined {
  if (known?.rev !== rev) return undefined;
  return {
    id: workItemId,
    rev,
    webUrl: workItemUrl,
    fields: { ...managed?.fields, [known.field]: known.text },
    ...(known.format === undefined ? {} : { multilineFieldsFormat: { [known.field]: known.format } }),
  };
}
