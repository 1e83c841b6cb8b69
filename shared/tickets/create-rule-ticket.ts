import type { ConnectorAccess } from '../connectors/connector-access';
import { countInstances, countsKey } from '../nucleus/finding-record';
import type { FindingStore } from '../nucleus/finding-store';
import { textOf } from '../nucleus/loose-values';
import { draftWorkItem } from '../rules/draft-work-item';
import type { FollowUp } from './follow-up';
import type { RuleShares } from './rule-share';
import type { TicketCreator } from './ticket-creator';
import { shareKey, type TicketShare } from './ticket-messages';
import type { WorkReports } from './work-reports';

/** The work of the queue ticket-create: the ticket of a rule's share of a finding. */
export class RuleTicketCreation {
  constructor(
    private readonly shares: RuleShares,
    private readonly findings: FindingStore,
    private readonly connectors: ConnectorAccess,
    private readonly creator: TicketCreator,
    private readonly reports: WorkReports,
    private readonly followUp: FollowUp,
  ) {}

  /** Idempotent: the share knows its ticket, and until it does, the claim of its group does (promise 1). */
  async create(share: TicketShare): Promise<void> {
    try {
      await this.createIfWanted(share);
    } catch (error) {
      await this.reports.failed('create', share, error);
      throw error;
    }
  }

  private async createIfWanted(share: TicketShare): Promise<void> {
    const loaded = await this.shares.load(share);
    if (loaded?.work !== 'create') {
      await this.reports.done('create', share, 'unchanged', loaded?.ruleShare.ticketId);
      return;
    }
    const { rule, header } = loaded;
    const { uniqueFinding, ruleId } = share;
    const instances = await this.findings.instancesOf(uniqueFinding, ruleId);
    const counts = countInstances(instances);
    const severity =
      textOf(instances[0]?.fields.finding_severity) ?? textOf(header.definition.finding_severity);
    const ticket = await this.creator.create(
      await this.connectors.open(rule.connectorId),
      {
        group: shareKey(share),
        draft: draftWorkItem(rule, header, instances),
        source: 'rule',
        ruleId,
        severity,
        findings: [{ id: uniqueFinding, name: textOf(header.definition.finding_name), severity, counts }],
        changeSource: 'rule',
        actor: rule.name,
      },
      async () => (await this.shares.load(share))?.work === 'create',
      async ({ record }) => {
        await this.reports.done('create', share, 'created', record.id);
        await this.findings.updateShare(uniqueFinding, ruleId, (known) => ({
          ...known,
          ticketId: record.id,
          published: countsKey(counts),
        }));
      },
    );
    if (!ticket) await this.reports.done('create', share, 'unchanged');
    await this.followUp.afterwards(share);
  }
}
