import { inParallel } from '../../in-parallel';
import { listAt } from '../answers/json-values';
import type { AzureDevOpsClient, WorkItem, WorkItemUpdate, WorkItemUpdateOutcome } from '../client';
import {
  AzureDevOpsError,
  InvalidAnswerError,
  RelationAlreadyExistsError,
  RevisionConflictError,
  RuleValidationError,
} from '../errors';
import { address } from '../transport/address';
import { asSeenByCaller, type Effect, isOutcomeUnknown } from '../transport/outcome';
import { retryDelayMs } from '../transport/retry-delay';
import type { Transport } from '../transport/transport';
import { entryAnswer, type EntryResult, readEntry, toBatchEntry } from './batch-entry';
import { chunksOf, mostPerRequest } from './chunks';
import { didOurWriteHappen } from './did-our-write-happen';
import { onlyAddsLinks, writeEffect } from './write-effect';

/** Each entry is a write of its own on the other side; 200 of them take their time. */
const batchTimeoutMs = 100_000;

interface Entry {
  update: WorkItemUpdate;
  effect: Effect;
  /** An earlier sending may have been carried out. */
  mayBeDone: boolean;
  result: EntryResult;
}

const unanswered: EntryResult = { ok: false, error: new InvalidAnswerError('An entry has no answer.') };

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

  async function sendOnce(entries: readonly Entry[], signal: AbortSignal | undefined) {
    const { body, afterLostReply } = await transport.send({
      method: 'PATCH',
      url: address(organizationUrl, '_apis/wit/$batch'),
      body: entries.map(({ update }) => toBatchEntry(update)),
      effect: entries.every(({ effect }) => effect === 'guarded') ? 'guarded' : 'once',
      timeoutMs: batchTimeoutMs,
      signal,
    });
    const answers = listAt(body, 'value').map(entryAnswer);
    answers.forEach((answer) => transport.note(answer));
    return {
      results: answers.map((answer) => readEntry(answer, organizationUrl, transport.now())),
      afterLostReply,
    };
  }

  /** Sends entries until each has a result that lasts; those only turned away go again, together. */
  async function settle(entries: readonly Entry[], signal: AbortSignal | undefined): Promise<void> {
    let open = entries;
    try {
      for (let round = 1; open.length > 0; round += 1) {
        const { results, afterLostReply } = await sendOnce(open, signal);
        const delays = open.map((entry, index) => {
          entry.mayBeDone ||= afterLostReply;
          return take(entry, results[index] ?? unanswered, round);
        });
        open = open.filter((_, index) => delays[index] !== undefined);
        if (open.length > 0) await transport.sleep(Math.max(...delays.map((delay) => delay ?? 0)), signal);
      }
    } catch (error) {
      if (!(error instanceof AzureDevOpsError)) throw error;
      // The transport has tried what can be tried; what earlier rounds have settled stays.
      for (const entry of open) entry.result = failed(entry, error);
    }
  }

  /** @returns after how long the entry is to be sent again; undefined if its result lasts */
  function take(entry: Entry, result: EntryResult, round: number): number | undefined {
    entry.result = result;
    if (result.ok) return undefined;
    const { error } = result;
    entry.result = failed(entry, error);
    const delay = retryDelayMs(error, round, entry.effect !== 'once', transport.random());
    if (delay !== undefined) entry.mayBeDone ||= isOutcomeUnknown(error);
    return delay;
  }

  /** A conflict after a lost answer may be with our own first sending; a link that is refused is there. */
  async function look(entries: readonly Entry[]): Promise<void> {
    const doubtful = entries.filter(isDoubtful);
    if (doubtful.length === 0) return;
    const found = await readWorkItems(doubtful.map(({ update }) => update.id));
    const now = new Map(found.map((workItem) => [workItem.id, workItem]));
    for (const entry of doubtful) {
      const { id, operations } = entry.update;
      const workItem = now.get(id);
      if (workItem === undefined) continue;
      if (onlyAddsLinks(operations) || didOurWriteHappen(operations, workItem)) {
        entry.result = { ok: true, workItem };
      }
    }
  }

  async function updateChunk(
    updates: readonly WorkItemUpdate[],
    signal: AbortSignal | undefined,
  ): Promise<WorkItemUpdateOutcome[]> {
    const entries = updates.map((update): Entry => {
      return { update, effect: writeEffect(update.operations), mayBeDone: false, result: unanswered };
    });
    await settle(entries, signal);
    await look(entries).catch((error: unknown) => {
      // The conflicts stand: whoever called loads the work items and decides again.
      if (!(error instanceof AzureDevOpsError)) throw error;
    });
    return entries.map(({ update, result }) => ({ id: update.id, ...result }));
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

const failed = ({ effect, mayBeDone }: Entry, error: AzureDevOpsError): EntryResult => ({
  ok: false,
  error: asSeenByCaller(error, effect, mayBeDone),
});

const isDoubtful = ({ update, result }: Entry) =>
  !result.ok &&
  ((result.error instanceof RevisionConflictError && result.error.afterLostReply) ||
    (result.error instanceof RelationAlreadyExistsError && onlyAddsLinks(update.operations)));

const isStateRefused = (outcome: WorkItemUpdateOutcome) =>
  !outcome.ok && outcome.error instanceof RuleValidationError && outcome.error.concerns('System.State');
