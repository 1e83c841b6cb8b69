import { inParallel } from '../../in-parallel';
import { isObject, listAt, member, numberAt, textsAt } from '../answers/json-values';
import { type HttpAnswer, readAnswer } from '../answers/read-answer';
import { toWorkItem } from '../answers/to-work-item';
import type { AzureDevOpsClient, WorkItem, WorkItemUpdate, WorkItemUpdateOutcome } from '../client';
import {
  AzureDevOpsError,
  InvalidAnswerError,
  RelationAlreadyExistsError,
  RevisionConflictError,
  RuleValidationError,
} from '../errors';
import { address } from '../transport/address';
import { asSeenByCaller } from '../transport/outcome';
import { retryDelayMs } from '../transport/retry-delay';
import type { Transport } from '../transport/transport';
import { chunksOf, mostPerRequest } from './chunks';
import { didOurWriteHappen } from './did-our-write-happen';
import { onlyAddsLinks, writeEffect } from './write-effect';

/** Each entry is a write of its own on the other side; 200 of them take their time. */
const batchTimeoutMs = 100_000;

type EntryResult = { ok: true; workItem: WorkItem } | { ok: false; error: AzureDevOpsError };

/**
 * Many updates in few requests (facts: azure-devops.md section 4.9).
 * @param readWorkItems for looking what became of updates whose answer was lost
 */
export function batchCalls(
  transport: Transport,
  readWorkItems: (ids: number[]) => Promise<WorkItem[]>,
  onStateRefused: () => void,
): Pick<AzureDevOpsClient, 'updateWorkItems'> {
  const { organizationUrl } = transport;

  /** Sends one request; entries that were only turned away are sent again with the next one. */
  async function sendRounds(
    updates: WorkItemUpdate[],
    signal: AbortSignal | undefined,
  ): Promise<EntryResult[]> {
    const results: EntryResult[] = [];
    let open = updates.map((_, position) => position);
    let afterLostReply = false;
    for (let round = 1; open.length > 0; round += 1) {
      const sent = open.map((position) => ({ position, update: updates[position] }));
      const answers = await sendOnce(
        sent.flatMap(({ update }) => update ?? []),
        signal,
      );
      afterLostReply ||= answers.afterLostReply;
      open = [];
      let longestDelay = 0;
      for (const [index, { position, update }] of sent.entries()) {
        const effect = writeEffect(update?.operations ?? []);
        const result = answers.results[index] ?? {
          ok: false,
          error: new InvalidAnswerError('An entry has no answer.'),
        };
        results[position] = result.ok
          ? result
          : { ok: false, error: asSeenByCaller(result.error, effect, afterLostReply) };
        if (result.ok) continue;
        const delay = retryDelayMs(result.error, round, effect !== 'once', transport.random());
        if (delay === undefined) continue;
        open.push(position);
        longestDelay = Math.max(longestDelay, delay);
      }
      if (open.length > 0) await transport.sleep(longestDelay, signal);
    }
    return results;
  }

  async function sendOnce(updates: WorkItemUpdate[], signal: AbortSignal | undefined) {
    const guarded = updates.every(({ operations }) => writeEffect(operations) === 'guarded');
    const { body, afterLostReply } = await transport.send({
      method: 'PATCH',
      url: address(organizationUrl, '_apis/wit/$batch'),
      body: updates.map(({ id, operations }) => ({
        method: 'PATCH',
        uri: `/_apis/wit/workitems/${id}?api-version=7.1`,
        headers: { 'Content-Type': 'application/json-patch+json' },
        body: operations,
      })),
      effect: guarded ? 'guarded' : 'once',
      timeoutMs: batchTimeoutMs,
      signal,
    });
    return { results: listAt(body, 'value').map(toResult), afterLostReply };
  }

  function toResult(entry: unknown): EntryResult {
    const answer = toHttpAnswer(entry);
    transport.note(answer);
    const read = readAnswer(answer, organizationUrl, transport.now());
    if (!read.ok) return read;
    return { ok: true, workItem: toWorkItem(read.body, organizationUrl) };
  }

  /** A conflict after a lost answer may be with our own first sending; a link that is refused is there. */
  async function resolveByLooking(updates: WorkItemUpdate[], results: EntryResult[]): Promise<EntryResult[]> {
    const entries = updates.flatMap((update, position) => {
      const result = results[position];
      return result === undefined ? [] : [{ update, result }];
    });
    const doubtful = entries.filter(({ update, result }) => isDoubtful(update, result));
    if (doubtful.length === 0) return results;
    const found = await readWorkItems(doubtful.map(({ update }) => update.id));
    const now = new Map(found.map((workItem) => [workItem.id, workItem]));
    return entries.map(({ update, result }) => {
      const workItem = isDoubtful(update, result) ? now.get(update.id) : undefined;
      if (workItem === undefined) return result;
      const done = onlyAddsLinks(update.operations) || didOurWriteHappen(update.operations, workItem);
      return done ? { ok: true, workItem } : result;
    });
  }

  async function updateChunk(
    updates: WorkItemUpdate[],
    signal?: AbortSignal,
  ): Promise<WorkItemUpdateOutcome[]> {
    try {
      const results = await resolveByLooking(updates, await sendRounds(updates, signal));
      return results.map((result, position) => ({ id: updates[position]?.id ?? 0, ...result }));
    } catch (error) {
      if (!(error instanceof AzureDevOpsError)) throw error;
      return updates.map(({ id }) => ({ id, ok: false, error }));
    }
  }

  return {
    updateWorkItems: async (updates, { signal } = {}) => {
      const chunks = chunksOf(updates, mostPerRequest);
      const outcomes = (await inParallel(chunks, 2, (chunk) => updateChunk(chunk, signal))).flat();
      if (outcomes.some(isStateRefused)) onStateRefused();
      return outcomes;
    },
  };
}

const isDoubtful = ({ operations }: WorkItemUpdate, result: EntryResult) =>
  !result.ok &&
  ((result.error instanceof RevisionConflictError && result.error.afterLostReply) ||
    (result.error instanceof RelationAlreadyExistsError && onlyAddsLinks(operations)));

const isStateRefused = (outcome: WorkItemUpdateOutcome) =>
  !outcome.ok && outcome.error instanceof RuleValidationError && outcome.error.concerns('System.State');

/** An entry is an answer in small: its body is JSON in a string (an object in some versions). */
function toHttpAnswer(entry: unknown): HttpAnswer {
  const body = member(entry, 'body');
  const headers = Object.entries(textsAt(entry, 'headers')).map(([name, value]) => [
    name.toLowerCase(),
    value,
  ]);
  return {
    status: numberAt(entry, 'code') ?? 0,
    headers: Object.fromEntries(headers) as Record<string, string>,
    text: isObject(body) ? JSON.stringify(body) : typeof body === 'string' ? body : '',
  };
}
