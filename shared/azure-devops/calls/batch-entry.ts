import { isObject, member, numberAt, textsAt } from '../answers/json-values';
import { type HttpAnswer, readAnswer } from '../answers/read-answer';
import { toWorkItem } from '../answers/to-work-item';
import type { WorkItem, WorkItemUpdate } from '../client';
import { AzureDevOpsError } from '../errors';

export type EntryResult = { ok: true; workItem: WorkItem } | { ok: false; error: AzureDevOpsError };

/** An update as an entry of `$batch`: a request in small (facts: azure-devops.md section 4.9). */
export const toBatchEntry = ({ id, operations }: WorkItemUpdate) => ({
  method: 'PATCH',
  uri: `/_apis/wit/workitems/${id}?api-version=7.1`,
  headers: { 'Content-Type': 'application/json-patch+json' },
  body: operations,
});

/** The answer to an entry, as if it had come by itself: its body is JSON in a string, an object in some versions. */
export function entryAnswer(entry: unknown): HttpAnswer {
  const body = member(entry, 'body');
  const headers = new Map(
    Object.entries(textsAt(entry, 'headers')).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return {
    status: numberAt(entry, 'code') ?? 0,
    headers: Object.fromEntries(headers),
    text: isObject(body) ? JSON.stringify(body) : typeof body === 'string' ? body : '',
  };
}

/** Decides what became of an entry; one that cannot be read harms no other. */
export function readEntry(answer: HttpAnswer, organizationUrl: string, now: number): EntryResult {
  const read = readAnswer(answer, organizationUrl, now);
  if (!read.ok) return read;
  try {
    return { ok: true, workItem: toWorkItem(read.body, organizationUrl) };
  } catch (error) {
    if (error instanceof AzureDevOpsError) return { ok: false, error };
    throw error;
  }
}
