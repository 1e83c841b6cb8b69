import { inParallel } from '../in-parallel';
import type { RuleStore } from '../rules/rule-store';
import { shareKey } from '../tickets/ticket-messages';
import type { TicketWorkQueue, WantedWork } from '../tickets/ticket-work-queue';
import { workId } from './event-record';
import type { EventClosings } from './event-closings';
import type { EventStore } from './event-store';
import type { FindingIngest } from './finding-ingest';
import type { ScanIngestMessage } from './scan-ingest-message';

/** Findings handled at once by one message; each is a read and a write of its own partition. */
const parallelFindings = 8;

/** Takes a message of a scan in: stores the findings, and asks for the ticket work that follows. Safe to run twice. */
export class ScanIngest {
  constructor(
    private readonly findings: FindingIngest,
    private readonly rules: RuleStore,
    private readonly events: EventStore,
    private readonly queue: TicketWorkQueue,
    private readonly closings: EventClosings,
  ) {}

  async ingest({
    eventId,
    chunk,
    chunks = 1,
    bundles,
  }: ScanIngestMessage): Promise<{ matched: number; work: number }> {
    const rules = await this.rules.recent();
    const results = await inParallel(bundles, parallelFindings, async ({ uniqueFinding, instances }) => {
      const news = instances.map((instance) => ({ ...instance, uniqueFinding }));
      const { instances: stored, wanted } = await this.findings.ingest(uniqueFinding, news, rules, eventId);
      const matched = news.filter(({ instanceId }) => stored.get(instanceId)?.group !== undefined);
      return { matched: matched.length, wanted };
    });
    const wanted = results.flatMap((result) => result.wanted);
    const matched = results.reduce((sum, result) => sum + result.matched, 0);
    const gathers = (work: WantedWork) => chunks > 1 && work.kind === 'close';
    await this.queue.enqueue(
      eventId,
      wanted.filter((work) => !gathers(work)),
    );
    await this.closings.keep(eventId, chunk, wanted.filter(gathers));
    await this.events.chunkDone(eventId, chunk, {
      matched,
      work: wanted.map(({ kind, share }) => workId(kind, shareKey(share))),
      rejected: [],
    });
    if (chunks > 1) await this.closings.askIfAllDone(eventId, chunks);
    return { matched, work: wanted.length };
  }
}
