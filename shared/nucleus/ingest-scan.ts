import { createHash } from 'node:crypto';
import { inPortions } from '../messaging/in-portions';
import type { OutgoingMessage, QueueSender } from '../messaging/queue-sender';
import { queues } from '../messaging/queues';
import type { Rule } from '../rules/rule';
import type { RuleStore } from '../rules/rule-store';
import { retryOnConflict } from '../storage/retry-on-conflict';
import { decideTicketWork, type TicketWork } from '../tickets/decide-ticket-work';
import { type AutoCloseMessage, shareKey, type TicketShare } from '../tickets/ticket-messages';
import { inParallel } from '../in-parallel';
import { workId } from './event-record';
import { countsKey } from './finding-record';
import type { EventStore } from './event-store';
import type { FindingStore } from './finding-store';
import { mergeFinding } from './merge-finding';
import type { FindingBundle, ScanIngestMessage } from './scan-ingest-message';

/** Findings handled at once by one message; each is a read and a write of its own partition. */
const parallelFindings = 8;

/** ADO takes 200 changes in one `$batch` (facts: azure-devops.md section 4.9). */
const mostClosedAtOnce = 200;

interface WantedWork {
  kind: TicketWork;
  share: TicketShare;
  /** Which state of affairs the work is about: the same work is wanted again when the counts have changed again. */
  counts: string;
}

/**
 * Takes a message of a scan in: stores the findings, and asks for the ticket work that follows.
 *
 * Safe to run twice, at once, or half: rows are guarded by ETags, and the work asked for is decided from what is stored,
 * not from what this run changed, so that a run that died after storing is made good by the next.
 */
export class ScanIngest {
  constructor(
    private readonly findings: FindingStore,
    private readonly rules: RuleStore,
    private readonly events: EventStore,
    private readonly sender: QueueSender,
  ) {}

  async ingest(message: ScanIngestMessage): Promise<{ matched: number; work: number }> {
    const rules = await this.rules.recent();
    const results = await inParallel(message.bundles, parallelFindings, (bundle) =>
      this.ingestFinding(bundle, rules, message.eventId),
    );
    const wanted = results.flatMap(({ work }) => work);
    const matched = results.reduce((sum, result) => sum + result.matched, 0);
    await this.enqueue(message.eventId, wanted);
    await this.events.chunkDone(message.eventId, message.chunk, {
      matched,
      work: wanted.map(({ kind, share }) => workId(kind, shareKey(share))),
      rejected: [],
    });
    return { matched, work: wanted.length };
  }

  private async ingestFinding(bundle: FindingBundle, rules: readonly Rule[], eventId: string) {
    const { uniqueFinding } = bundle;
    const news = bundle.instances.map((instance) => ({ ...instance, uniqueFinding }));
    const merged = await retryOnConflict(async () => {
      const loaded = await this.findings.load(uniqueFinding);
      const decided = mergeFinding(
        uniqueFinding,
        { instances: loaded.instances, ...(loaded.header ? { header: loaded.header.value } : {}) },
        news,
        rules,
        new Date(),
      );
      await this.findings.save(loaded, decided);
      return decided;
    });
    const work: WantedWork[] = [];
    for (const [ruleId, ruleShare] of Object.entries(merged.header.shares)) {
      const rule = rules.find(({ id }) => id === ruleId);
      const kind = rule && decideTicketWork(rule, ruleShare);
      if (kind)
        work.push({ kind, share: { uniqueFinding, ruleId, eventId }, counts: countsKey(ruleShare.counts) });
    }
    const matched = news.filter(({ instanceId }) => merged.instances.get(instanceId)?.ruleId !== undefined);
    return { matched: matched.length, work };
  }

  /** Message ids come from event and group: a repeated run repeats the same messages, which the queue takes once. */
  private async enqueue(eventId: string, wanted: readonly WantedWork[]): Promise<void> {
    const idOf = (purpose: string) =>
      createHash('sha256').update(`${eventId}\n${purpose}`).digest('base64url');
    const single = (kind: TicketWork): OutgoingMessage<TicketShare>[] =>
      wanted
        .filter((work) => work.kind === kind)
        .map((work) => ({ body: work.share, messageId: idOf(purposeOf(work)), correlationId: eventId }));
    const closing = inPortions(
      wanted.filter(({ kind }) => kind === 'close'),
      mostClosedAtOnce,
    );
    const closeMessage = (works: WantedWork[]): OutgoingMessage<AutoCloseMessage> => ({
      body: { shares: works.map(({ share }) => share) },
      messageId: idOf(works.map(purposeOf).sort().join('\n')),
      correlationId: eventId,
    });
    await Promise.all([
      this.sender.send(queues.ticketCreate, single('create')),
      this.sender.send(queues.ticketUpdate, single('update')),
      this.sender.send(queues.autoClose, closing.map(closeMessage)),
    ]);
  }
}

const purposeOf = ({ kind, share, counts }: WantedWork) => `${kind}|${shareKey(share)}|${counts}`;
