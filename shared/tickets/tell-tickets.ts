import { groupBy } from '../group-by';
import { inParallel } from '../in-parallel';
import { inPortions } from '../messaging/in-portions';
import type { FindingCounts } from '../nucleus/finding-record';
import { isOneFindingEach } from '../rules/group-of';
import { behindOf } from './behind';
import type { GroupTickets } from './group-tickets';
import { type LoadedShare, type RuleShares, toTicketFinding } from './rule-share';
import type { TicketFinding, TicketRecord, TimelineEntry } from './ticket';
import type { TicketStore } from './ticket-store';

/** A ticket that has been told how some of the findings behind it stand. */
export interface ToldTicket {
  ticketId: string;
  /** As it is then; undefined when it is gone. */
  record: TicketRecord | undefined;
  shares: LoadedShare[];
}

const ticketsAtOnce = 8;

/** Their rows fit into one transaction of the ticket. */
const mostFindings = 40;

const changesOf = (before: FindingCounts, after: FindingCounts) =>
  (['total', 'open', 'temporary', 'remediated'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field: `findings.${field}`, from: before[field], to: after[field] }));

const entryOf =
  (actor: string) =>
  (before: readonly TicketFinding[], after: readonly TicketFinding[]): TimelineEntry => ({
    at: new Date().toISOString(),
    source: 'rule',
    actor,
    event: 'findings-changed',
    changes: changesOf(behindOf(before).counts, behindOf(after).counts),
  });

/** Tells tickets how findings behind them stand: the ticket is where the findings of a group come together. */
export class TicketTelling {
  constructor(
    private readonly tickets: TicketStore,
    private readonly shares: RuleShares,
    private readonly groups: GroupTickets,
  ) {}

  async tell(loaded: readonly LoadedShare[]): Promise<ToldTicket[]> {
    const current = (await inParallel(loaded, ticketsAtOnce, (one) => this.withCurrentTicket(one))).flatMap(
      (one) => one ?? [],
    );
    const byTicket = [...groupBy(current, ({ ruleShare }) => ruleShare.ticketId ?? '')];
    return inParallel(byTicket, ticketsAtOnce, async ([ticketId, shares]) => {
      const entry = entryOf(shares[0]?.rule.name ?? '');
      let record: TicketRecord | undefined;
      for (const portion of inPortions(shares, mostFindings))
        record = await this.tickets.tell(
          ticketId,
          portion.map(({ share, ruleShare }) => toTicketFinding(share.uniqueFinding, ruleShare)),
          entry,
        );
      return { ticketId, record, shares };
    });
  }

  /** A finding that returns after its group got a new ticket belongs to that one. */
  private async withCurrentTicket(loaded: LoadedShare): Promise<LoadedShare | undefined> {
    const { rule, ruleShare, share } = loaded;
    if (ruleShare.ticketId === undefined) return undefined;
    if (rule.onReturn !== 'create' || isOneFindingEach(rule) || ruleShare.counts.open === 0) return loaded;
    const current = await this.groups.find(share.group);
    return current === undefined || current === ruleShare.ticketId
      ? loaded
      : this.shares.attach(loaded, current);
  }
}
