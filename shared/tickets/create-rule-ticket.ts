import type { ConnectorAccess } from '../connectors/connector-access';
import { ConflictError } from '../errors';
import { inParallel } from '../in-parallel';
import { noCounts } from '../nucleus/finding-record';
import { isOneFindingEach } from '../rules/group-of';
import type { Rule } from '../rules/rule';
import type { GroupTickets } from './group-tickets';
import { ruleCreation } from './rule-creation';
import { type LoadedShare, type RuleShares, toTicketFinding } from './rule-share';
import type { TicketContents } from './ticket-content';
import type { TicketCreator } from './ticket-creator';
import { type GroupWork, sharesOfGroup } from './ticket-messages';
import type { RuleTicketUpdate } from './update-rule-ticket';
import type { WorkReports } from './work-reports';

const readsAtOnce = 8;

/** A claim that is held is looked at again this soon at first: its holder is mostly done within a second. */
const firstLookSeconds = 2;

/** The work of the queue ticket-create: the ticket of a group of findings. */
export class RuleTicketCreation {
  constructor(
    private readonly shares: RuleShares,
    private readonly groups: GroupTickets,
    private readonly contents: TicketContents,
    private readonly connectors: ConnectorAccess,
    private readonly creator: TicketCreator,
    private readonly updates: RuleTicketUpdate,
    private readonly reports: WorkReports,
  ) {}

  /**
   * Idempotent: shares know their ticket, else the group does, and until that does, its creation claim (promise 1). A
   * finding that comes to a group later joins the ticket there is.
   */
  async create(message: GroupWork & { attempt?: number }): Promise<void> {
    const all = sharesOfGroup(message);
    try {
      const loaded = await inParallel(all, readsAtOnce, (share) => this.shares.load(share));
      const wanting = loaded.filter((one): one is LoadedShare => one?.work === 'create');
      for (const [position, share] of all.entries()) {
        const { work, ruleShare } = loaded[position] ?? {};
        if (work !== 'create') await this.reports.done('create', share, 'unchanged', ruleShare?.ticketId);
      }
      const rule = await this.shares.rule(message.group);
      if (rule && (wanting.length > 0 || (await this.creator.isUnderWay(rule.connectorId, message.group))))
        await this.createFor(rule, message, wanting);
    } catch (error) {
      for (const share of all) await this.reports.failed('create', share, error);
      throw waitingLess(error, message.attempt ?? 1);
    }
  }

  /** @param wanting none when all that is left to do is to clear up after an attempt that was cut off */
  private async createFor(rule: Rule, message: GroupWork, wanting: readonly LoadedShare[]): Promise<void> {
    const { group } = message;
    const current = isOneFindingEach(rule) ? undefined : await this.groups.find(group);
    if (current !== undefined) return this.join(wanting, current);
    const findings = wanting.map(({ share, ruleShare }) => toTicketFinding(share.uniqueFinding, ruleShare));
    const nobody = message.uniqueFindings.map((id) => ({
      id,
      name: undefined,
      severity: undefined,
      counts: noCounts,
    }));
    const content = await this.contents.of(
      rule,
      group,
      findings.length > 0 ? findings : nobody,
      wanting[0]?.ruleShare.values ?? {},
    );
    if (!content) return;
    const outcome = { isNew: false };
    const made = await this.creator.create(
      await this.connectors.open(rule.connectorId),
      { ...ruleCreation(rule, group, findings, content), group },
      () => this.isStillWanted(rule, group, wanting),
      async (ticket, adopted) => {
        const { id } = ticket.record;
        outcome.isNew = !adopted;
        if (!isOneFindingEach(rule)) await this.groups.set(group, id);
        for (const { share } of wanting) await this.reports.done('create', share, 'created', id);
        // What an attempt that was cut off has made knows what was true then.
        if (adopted) await this.shares.adopt(rule, group, ticket);
        else await inParallel(wanting, readsAtOnce, (loaded) => this.shares.published(loaded, id));
      },
    );
    if (outcome.isNew) return;
    const ticketId = made?.record.id ?? (await this.groups.find(group));
    if (ticketId !== undefined) return this.join(wanting, ticketId);
    for (const { share } of wanting) await this.reports.done('create', share, 'unchanged');
  }

  private async isStillWanted(rule: Rule, group: string, wanting: readonly LoadedShare[]): Promise<boolean> {
    if (!isOneFindingEach(rule) && (await this.groups.find(group)) !== undefined) return false;
    const now = await inParallel(wanting, readsAtOnce, ({ share }) => this.shares.load(share));
    return now.some((loaded) => loaded?.work === 'create');
  }

  /** Findings whose group has a ticket: they are attached to it and tell it how they stand. */
  private async join(wanting: readonly LoadedShare[], ticketId: string): Promise<void> {
    const attached = await inParallel(wanting, readsAtOnce, (loaded) => this.shares.attach(loaded, ticketId));
    await this.updates.bring(
      'create',
      attached.flatMap((one) => one ?? []),
    );
  }
}

/** Sooner than its lease ends, though not for ever: the claim's own word counts from the sixth look on. */
function waitingLess(error: unknown, attempt: number): unknown {
  if (error instanceof ConflictError && error.details.retryAfterSeconds !== undefined) {
    const { retryAfterSeconds } = error.details;
    error.details.retryAfterSeconds = Math.min(retryAfterSeconds, firstLookSeconds ** attempt);
  }
  return error;
}
