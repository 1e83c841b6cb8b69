import { randomUUID } from 'node:crypto';
import type { UniqueFindingId } from '../nucleus/finding';
import { noCounts, type RuleShare } from '../nucleus/finding-record';
import type { FindingStore } from '../nucleus/finding-store';
import { ruleIdOf } from '../nucleus/shares-of';
import type { Rule } from '../rules/rule';
import type { RuleStore } from '../rules/rule-store';
import { decideTicketWork, publishedKey, type TicketWork } from './decide-ticket-work';
import type { Ticket, TicketFinding } from './ticket';
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
  async attach({ share, rule, ruleShare }: LoadedShare, ticketId: string): Promise<LoadedShare | undefined> {
    const attached = await this.findings.updateShare(
      share.uniqueFinding,
      share.group,
      (known) => unpublishedOn(known, ticketId),
      emptied(ruleShare, ticketId),
    );
    return attached && { share, rule, ruleShare: attached, work: decideTicketWork(rule, attached) };
  }

  /**
   * A ticket that was made by somebody who could not say so any more covers what it says it covers: its findings are
   * attached to it, unless another ticket has them, and are asked to tell it how they stand now.
   * @param from the ticket that had them before, if any
   */
  async adopt(rule: Rule, group: string, { record, findings }: Ticket, from?: string): Promise<void> {
    for (const { id, name, version = 0 } of findings) {
      const left: RuleShare = {
        group,
        ruleId: rule.id,
        ...(name === undefined ? {} : { name }),
        counts: noCounts,
        assets: [],
        state: '',
        version,
      };
      const now = await this.findings.updateShare(
        id,
        group,
        (known) =>
          known.ticketId === undefined || known.ticketId === from ? unpublishedOn(known, record.id) : known,
        emptied(left, record.id),
      );
      if (now) await this.askFor({ uniqueFinding: id, group }, rule, now);
    }
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
    if (now) await this.askFor(share, rule, now);
  }

  private async askFor(share: TicketShare, rule: Rule, now: RuleShare): Promise<void> {
    const kind = decideTicketWork(rule, now);
    // Under an id of its own: what was asked for before and done says nothing about now.
    if (kind) await this.queue.enqueue(randomUUID(), [{ kind, share, version: publishedKey(rule, now) }]);
  }
}

function unpublishedOn(share: RuleShare, ticketId: string): RuleShare {
  if (share.ticketId === ticketId) return share;
  const { published: _, ...unpublished } = share;
  return { ...unpublished, ticketId };
}

/**
 * While a ticket was being made its finding may have left the group again, before any ticket could hold it. The group
 * keeps its ticket all the same, with nothing of the finding in it: should the finding come back, there is one.
 */
function emptied(share: RuleShare, ticketId: string): RuleShare {
  const { published: _, ...left } = share;
  return { ...left, counts: noCounts, assets: [], state: '', version: share.version + 1, ticketId };
}
