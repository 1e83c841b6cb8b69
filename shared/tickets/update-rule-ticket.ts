import { inParallel } from '../in-parallel';
import type { QueueSender } from '../messaging/queue-sender';
import { queues } from '../messaging/queues';
import { isOneFindingEach } from '../rules/group-of';
import { closesAt, type TicketWork } from './decide-ticket-work';
import type { RefreshOutcome, TicketRefreshing } from './refresh-tickets';
import type { LoadedShare, RuleShares } from './rule-share';
import type { TicketTelling, ToldTicket } from './tell-tickets';
import { sharesOfGroup, type UpdateTicketMessage } from './ticket-messages';
import type { WorkReports } from './work-reports';

const sharesAtOnce = 8;

/** A ticket of many findings hears of them in many messages; its work item is written once they have come … */
const gatherMs = 8_000;

/** … and one request to do so stands for all within this time, which ends well before it is carried out on any clock. */
const sameRequestMs = 3_000;

/** The work of the queue ticket-update: tickets learn how the findings behind them stand, and their work items follow. */
export class RuleTicketUpdate {
  constructor(
    private readonly shares: RuleShares,
    private readonly telling: TicketTelling,
    private readonly refreshing: TicketRefreshing,
    private readonly sender: QueueSender,
    private readonly reports: WorkReports,
  ) {}

  /** Idempotent: what to do is decided from what is stored, and shares remember what their ticket was told. */
  async update(message: UpdateTicketMessage): Promise<void> {
    const all = sharesOfGroup(message);
    try {
      if (message.ticketId !== undefined) await this.follow(message.group, message.ticketId);
      const loaded = await inParallel(all, sharesAtOnce, (share) => this.shares.load(share));
      const wanting: LoadedShare[] = [];
      for (const [position, share] of all.entries()) {
        const one = loaded[position];
        if (one?.work === 'update' || one?.work === 'close') wanting.push(one);
        else await this.reports.done('update', share, 'unchanged', one?.ruleShare.ticketId);
      }
      await this.bring('update', wanting);
    } catch (error) {
      for (const share of all) await this.reports.failed('update', share, error);
      throw error;
    }
  }

  /**
   * Brings the tickets that cover these findings up to date, and their work items.
   * @param kind what was asked for, to report on
   * @throws ProblemError the first that failed, after all others are done
   */
  async bring(kind: TicketWork, loaded: readonly LoadedShare[]): Promise<void> {
    const failed = await this.bringEach(kind, loaded);
    if (failed[0]) throw failed[0].error;
  }

  /** As `bring`. @returns what failed, with the findings concerned */
  async bringEach(
    kind: TicketWork,
    loaded: readonly LoadedShare[],
  ): Promise<{ told: ToldTicket; error: Extract<RefreshOutcome, { status: 'failed' }>['error'] }[]> {
    const told = await this.telling.tell(loaded);
    const atOnce = told.filter((one) => !isGathering(one));
    const refreshed = await this.refreshing.refresh(
      atOnce.flatMap(({ ticketId, shares: [first] }) => (first ? [{ ticketId, rule: first.rule }] : [])),
    );
    const outcomes = new Map(refreshed.map((outcome) => [outcome.ticketId, outcome]));
    const failed: Awaited<ReturnType<RuleTicketUpdate['bringEach']>> = [];
    await inParallel(told, sharesAtOnce, async (one) => {
      const outcome = outcomes.get(one.ticketId);
      if (outcome?.status === 'failed') {
        for (const { share } of one.shares) await this.reports.failed(kind, share, outcome.error);
        failed.push({ told: one, error: outcome.error });
        return;
      }
      if (isGathering(one)) await this.askToFollow(one);
      const active = one.record?.status === 'active';
      const result = outcome?.status === 'closed' ? 'closed' : active ? 'updated' : 'unchanged';
      for (const share of one.shares) {
        await this.reports.done(kind, share.share, result, one.ticketId);
        await this.shares.published(share, share.ruleShare.ticketId ?? one.ticketId);
      }
    });
    return failed;
  }

  /** The work item of a ticket that has been told by now. */
  private async follow(group: string, ticketId: string): Promise<void> {
    const rule = await this.shares.rule(group);
    const [outcome] = rule ? await this.refreshing.refresh([{ ticketId, rule }]) : [];
    if (outcome?.status === 'failed') throw outcome.error;
  }

  private async askToFollow({ ticketId, shares }: ToldTicket): Promise<void> {
    const [first] = shares;
    if (!first) return;
    const now = Date.now();
    const scheduledFor = new Date(now + gatherMs);
    const messageId = `follow|${ticketId}|${Math.floor(now / sameRequestMs)}`;
    const body: UpdateTicketMessage = { group: first.share.group, uniqueFindings: [], ticketId };
    await this.sender.send(queues.ticketUpdate, [{ body, messageId, scheduledFor }]);
  }
}

/** Closing is not put off: many tickets close in one request. */
function isGathering({ record, shares: [first] }: ToldTicket): boolean {
  if (!first || record?.status !== 'active' || isOneFindingEach(first.rule)) return false;
  return !(record.behind && closesAt(first.rule, record.behind.counts));
}
