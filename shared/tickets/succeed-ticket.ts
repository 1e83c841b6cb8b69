import type { ConnectorAccess } from '../connectors/connector-access';
import { inParallel } from '../in-parallel';
import { isOneFindingEach } from '../rules/group-of';
import type { Rule } from '../rules/rule';
import type { GroupTickets } from './group-tickets';
import { ruleCreation } from './rule-creation';
import type { RuleShares } from './rule-share';
import type { Ticket } from './ticket';
import type { TicketContents } from './ticket-content';
import type { TicketCreator } from './ticket-creator';
import type { TicketStore } from './ticket-store';

const sharesAtOnce = 8;

/** Findings that go along with the creation; more of them come by telling it later. */
const mostFindings = 40;

/** What the rule wants when a finding returns after its ticket was closed: a new work item, linked to the old one. */
export class TicketSuccession {
  constructor(
    private readonly tickets: TicketStore,
    private readonly shares: RuleShares,
    private readonly groups: GroupTickets,
    private readonly contents: TicketContents,
    private readonly connectors: ConnectorAccess,
    private readonly creator: TicketCreator,
  ) {}

  /**
   * Makes the new ticket and gives it what is open of the old one. One per old ticket, whatever is retried or raced: the
   * claim is for "what comes after" it.
   */
  async succeed(rule: Rule, { record, findings }: Ticket): Promise<void> {
    const { group } = record;
    const open = findings.filter(({ counts }) => counts.open > 0).slice(0, mostFindings);
    const content =
      group === undefined ? undefined : await this.contents.of(rule, group, open, record.groupValues ?? {});
    if (group === undefined || !content) return;
    const organization = await this.connectors.open(record.connectorId);
    const { instanceUrl, organization: name } = organization.connector;
    const creation = ruleCreation(rule, group, open, content);
    const relatedTo = `${instanceUrl}/${encodeURIComponent(name)}/_apis/wit/workItems/${record.workItemId}`;
    const covered = () =>
      inParallel(open, sharesAtOnce, ({ id }) => this.shares.load({ uniqueFinding: id, group }));
    await this.creator.create(
      organization,
      { ...creation, draft: { ...creation.draft, relatedTo }, group: `${group}|after|${record.id}` },
      async () => (await covered()).some((loaded) => loaded?.ruleShare.ticketId === record.id),
      async (made) => {
        if (!isOneFindingEach(rule)) await this.groups.set(group, made.record.id);
        await this.shares.adopt(rule, group, made, record.id);
        await this.tickets.change(record.id, () => ({
          record: { closedByConnector: false },
          timeline: [
            {
              at: new Date().toISOString(),
              source: 'rule',
              actor: rule.name,
              event: 'replaced',
              note: `A finding has returned; the work item ${made.record.workItemId} follows this one.`,
            },
          ],
        }));
      },
    );
  }
}
