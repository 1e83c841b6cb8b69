import { randomUUID } from 'node:crypto';
import type { UniqueFindingId } from '../nucleus/finding';
import { noCounts, type RuleShare } from '../nucleus/finding-record';
import type { FindingStore } from '../nucleus/finding-store';
import { ruleIdOf } from '../nucleus/shares-of';
import type { Rule } from '../rules/rule';
import type { RuleStore } from '../rules/rule-store';
import { decideTicketWork, publishedKey, type TicketWork } from './decide-ticket-work';
import type { TicketFinding } from './ticket';
import type { TicketShare } from './ticket-messages';
import type { TicketWorkQueue } from './ticket-work-queue';

/** What a finding has in a group, as it is stored now, and what it asks for. */
export interface LoadedShare {
  share: TicketShare;
  rule: Rule;
  ruleShare: RuleShare;
  work: TicketWork | undefined;
}

/** What a ticket is told of a finding. */
export const toTicketFinding = (id: UniqueFindingId, ruleShare: RuleShare): TicketFinding => ({
  id,
  name: ruleShare.name,
  severity: ruleShare.severity,
  counts: ruleShare.counts,
  assets: ruleShare.assets,
  version: ruleShare.version,
});

/** Reads what ticket work is decided on: always what is stored, never what a message remembers. */
export class RuleShares {
  constructor(
    private readonly findings: FindingStore,
    private readonly rules: RuleStore,
    private readonly queue: TicketWorkQueue,
  ) {}

  async rule(group: string): Promise<Rule | undefined> {
    const ruleId = ruleIdOf(group);
    return (await this.rules.recent()).find(({ rule }) => rule.id === ruleId)?.rule;
  }

  /** undefined when the rule or the finding is gone: nothing is to be done then. */
  async load(share: TicketShare): Promise<LoadedShare | undefined> {
    const [ruleShare, rule] = await Promise.all([
      this.findings.share(share.uniqueFinding, share.group),
      this.rule(share.group),
    ]);
    return rule && ruleShare && { share, rule, ruleShare, work: decideTicketWork(rule, ruleShare) };
  }

  /** From now on this ticket covers the finding's instances; what it reflects of them is still to be written. */
  async attach(loaded: LoadedShare, ticketId: string): Promise<LoadedShare | undefined> {
    const { share, rule } = loaded;
    const ruleShare = await this.findings.updateShare(
      share.uniqueFinding,
      share.group,
      (known) => {
        if (known.ticketId === ticketId) return known;
        const { published: _, ...unpublished } = known;
        return { ...unpublished, ticketId };
      },
      emptied(loaded.ruleShare, ticketId),
    );
    return ruleShare && { share, rule, ruleShare, work: decideTicketWork(rule, ruleShare) };
  }

  /**
   * Remembers that the ticket reflects what was loaded. The finding may have changed while ADO was being written, and the
   * message that the change sent may have come and gone while there was no ticket yet: then the work is asked for again,
   * because nobody else would come back to it.
   */
  async published({ share, rule, ruleShare }: LoadedShare, ticketId: string): Promise<void> {
    const published = publishedKey(rule, ruleShare);
    const now = await this.findings.updateShare(
      share.uniqueFinding,
      share.group,
      (known) =>
        // Another ticket may cover it by now, which has yet to be told.
        known.ticketId === undefined || known.ticketId === ticketId
          ? { ...known, ticketId, published }
          : known,
      emptied(ruleShare, ticketId),
    );
    const work = now && decideTicketWork(rule, now);
    if (!work) return;
    const version = publishedKey(rule, now);
    // Under an id of its own: what was asked for before and done says nothing about now.
    await this.queue.enqueue(randomUUID(), [{ kind: work, share, version }]);
  }
}

/**
 * While a ticket was being made its finding may have left the group again, before any ticket could hold it. The group
 * keeps its ticket all the same, with nothing of the finding in it: should the finding come back, there is one.
 */
function emptied(share: RuleShare, ticketId: string): RuleShare {
  const { published: _, ...left } = share;
  return { ...left, counts: noCounts, assets: [], state: '', version: share.version + 1, ticketId };
}
