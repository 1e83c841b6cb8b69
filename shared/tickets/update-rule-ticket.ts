import type { ConnectedOrganization, ConnectorAccess } from '../connectors/connector-access';
import type { FindingCounts } from '../nucleus/finding-record';
import { countsKey } from '../nucleus/finding-record';
import type { FindingStore } from '../nucleus/finding-store';
import { highestSeverity } from '../nucleus/severity';
import { textOf } from '../nucleus/loose-values';
import type { Rule } from '../rules/rule';
import type { FollowUp } from './follow-up';
import { applyOwnWrite } from './own-write';
import { chooseReopenState } from './reopen-state';
import type { LoadedShare, RuleShares } from './rule-share';
import { sumCounts, type Ticket, type TicketFinding } from './ticket';
import type { TicketShare } from './ticket-messages';
import type { TicketStore } from './ticket-store';
import { WorkItemMover } from './work-item-mover';
import type { WorkReports } from './work-reports';

/** The work of the queue ticket-update: a ticket learns how the findings behind it stand, and is reopened if one returned. */
export class RuleTicketUpdate {
  constructor(
    private readonly shares: RuleShares,
    private readonly findings: FindingStore,
    private readonly connectors: ConnectorAccess,
    private readonly tickets: TicketStore,
    private readonly reports: WorkReports,
    private readonly followUp: FollowUp,
  ) {}

  /** Idempotent: what to do is decided from what is stored, and the share remembers what its ticket was told. */
  async update(share: TicketShare): Promise<void> {
    try {
      await this.updateIfWanted(share);
    } catch (error) {
      await this.reports.failed('update', share, error);
      throw error;
    }
  }

  private async updateIfWanted(share: TicketShare): Promise<void> {
    const loaded = await this.shares.load(share);
    const ticketId = loaded?.ruleShare.ticketId;
    if (loaded?.work === 'close') {
      await this.followUp.ask('close', share);
      return;
    }
    if (loaded?.work !== 'update' || ticketId === undefined) {
      await this.reports.done('update', share, 'unchanged', ticketId);
      return;
    }
    const ticket = await this.tickets.find(ticketId);
    if (ticket?.record.status === 'active') {
      const told = await this.tell(ticket, share, loaded);
      if (returns(told, loaded.rule)) await this.reopen(told, loaded.rule);
    }
    await this.reports.done('update', share, ticket ? 'updated' : 'unchanged', ticketId);
    await this.findings.updateShare(share.uniqueFinding, share.ruleId, (known) => ({
      ...known,
      published: countsKey(loaded.ruleShare.counts),
    }));
    await this.followUp.afterwards(share);
  }

  private async tell(
    ticket: Ticket,
    share: TicketShare,
    { rule, header, ruleShare }: LoadedShare,
  ): Promise<Ticket> {
    const { uniqueFinding } = share;
    const { counts } = ruleShare;
    return this.tickets.change(ticket.record.id, (stored) => {
      const before = stored.findings.find(({ id }) => isSame(id, uniqueFinding));
      const finding: TicketFinding = {
        id: uniqueFinding,
        name: textOf(header.definition.finding_name) ?? before?.name,
        severity: before?.severity,
        counts,
      };
      if (before && countsKey(before.counts) === countsKey(counts)) return undefined;
      const others = stored.findings.filter(({ id }) => !isSame(id, uniqueFinding));
      return {
        record: { severity: highestSeverity([...others, finding].map(({ severity }) => severity)) },
        findings: [finding],
        timeline: [
          {
            at: new Date().toISOString(),
            source: 'rule',
            actor: rule.name,
            event: 'findings-changed',
            changes: changesOf(before?.counts, counts),
          },
        ],
      };
    });
  }

  private async reopen({ record }: Ticket, rule: Rule): Promise<void> {
    const organization: ConnectedOrganization = await this.connectors.open(record.connectorId);
    const type = await organization.azureDevOps.workItemType(record.project, record.workItemType);
    const state = chooseReopenState(type, record.state, rule.reopenState);
    if (state === undefined) return;
    const comment = 'Reopened by Nucleus: a finding behind this work item is open again.';
    const [outcome] = await new WorkItemMover(organization.azureDevOps, false).move([
      { ticket: record, state, comment },
    ]);
    if (outcome?.status === 'failed') throw outcome.error;
    const workItem = outcome?.workItem;
    if (!workItem) return;
    await this.tickets.change(record.id, (stored) =>
      applyOwnWrite(stored, {
        workItem,
        category: outcome.category,
        source: 'rule',
        actor: rule.name,
        record: { closedByConnector: false },
      }),
    );
  }
}

/** Only our own closing is undone, and only for an open finding: what people closed is theirs. */
const returns = ({ record, findings }: Ticket, rule: Rule) =>
  rule.enabled &&
  rule.onReturn === 'reopen' &&
  record.closedByConnector === true &&
  record.stateCategory === 'Completed' &&
  sumCounts(findings).open > 0;

const isSame = (a: TicketFinding['id'], b: TicketFinding['id']) =>
  a.nucleusProjectId === b.nucleusProjectId &&
  a.scanType === b.scanType &&
  a.findingNumber === b.findingNumber;

const changesOf = (before: FindingCounts | undefined, after: FindingCounts) =>
  (['total', 'open', 'temporary', 'remediated'] as const)
    .filter((field) => before?.[field] !== after[field])
    .map((field) => ({ field: `findings.${field}`, from: before?.[field], to: after[field] }));
