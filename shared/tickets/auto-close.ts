import type { ConnectorAccess } from '../connectors/connector-access';
import { countsKey } from '../nucleus/finding-record';
import type { FindingStore } from '../nucleus/finding-store';
import type { ProblemError } from '../errors';
import { groupBy } from '../group-by';
import { inParallel } from '../in-parallel';
import type { QueueSender } from '../messaging/queue-sender';
import { queues } from '../messaging/queues';
import { retryDelaySeconds } from '../messaging/retry-delay';
import { applyOwnWrite, isChangedBy } from './own-write';
import type { LoadedShare, RuleShares } from './rule-share';
import type { TicketRecord } from './ticket';
import type { AutoCloseMessage, TicketShare } from './ticket-messages';
import type { TicketStore } from './ticket-store';
import { type MoveOutcome, WorkItemMover } from './work-item-mover';
import type { WorkReports } from './work-reports';

const atOnce = 8;

interface Closing {
  share: TicketShare;
  loaded: LoadedShare;
  ticket: TicketRecord;
  state: string;
}

const why = 'Closed by Nucleus: every finding behind this work item is remediated.';

/** The work of the queue auto-close: tickets whose findings are all remediated go to the state that their rule names. */
export class AutoClose {
  constructor(
    private readonly shares: RuleShares,
    private readonly findings: FindingStore,
    private readonly connectors: ConnectorAccess,
    private readonly tickets: TicketStore,
    private readonly sender: QueueSender,
    private readonly reports: WorkReports,
  ) {}

  /**
   * Closes what is still to be closed by what is stored now (promise 2), many in one request. A ticket that fails harms
   * only itself: it is sent on in a message of its own.
   * @throws ProblemError the only ticket of a message failed
   */
  async close({ shares, attempt = 1 }: AutoCloseMessage): Promise<void> {
    const closings = (await inParallel(shares, atOnce, (share) => this.prepare(share))).flatMap(
      (one) => one ?? [],
    );
    const byConnector = groupBy(closings, ({ ticket }) => ticket.connectorId);
    const failed: { closing: Closing; error: ProblemError }[] = [];
    for (const [connectorId, group] of byConnector)
      failed.push(...(await this.closeGroup(connectorId, group)));
    await this.passOn(failed, shares.length, attempt);
  }

  private async prepare(share: TicketShare): Promise<Closing | undefined> {
    const loaded = await this.shares.load(share);
    const { ticketId } = loaded?.ruleShare ?? {};
    const state = loaded?.rule.autoClose?.state;
    if (loaded?.work !== 'close' || ticketId === undefined || state === undefined) {
      await this.reports.done('close', share, 'unchanged', ticketId);
      return undefined;
    }
    const ticket = (await this.tickets.find(ticketId))?.record;
    if (ticket?.status === 'active') return { share, loaded, ticket, state };
    // Deleted in ADO or let go by us: nothing to close, and nothing to come back to.
    await this.settle({ share, loaded }, 'unchanged', ticketId);
    return undefined;
  }

  private async closeGroup(
    connectorId: string,
    group: Closing[],
  ): Promise<{ closing: Closing; error: ProblemError }[]> {
    const { azureDevOps, connector } = await this.connectors.open(connectorId);
    const moves = group.map(({ ticket, state }) => ({ ticket, state, comment: why }));
    const outcomes = await new WorkItemMover(azureDevOps, true).move(moves);
    const failed: { closing: Closing; error: ProblemError }[] = [];
    await inParallel([...group.entries()], atOnce, async ([position, closing]) => {
      const outcome = outcomes[position];
      if (outcome?.status === 'failed') {
        await this.reports.failed('close', closing.share, outcome.error);
        failed.push({ closing, error: outcome.error });
      } else if (outcome) {
        await this.record(closing, outcome, connector.identityId);
      }
    });
    return failed;
  }

  private async record(
    closing: Closing,
    outcome: Exclude<MoveOutcome, { status: 'failed' }>,
    identityId: string,
  ): Promise<void> {
    const { share, loaded, ticket } = closing;
    // An earlier run may have closed it and died before it could say so: then we were the last to change it.
    const moved = outcome.status === 'moved' || isChangedBy(outcome.workItem, identityId);
    await this.tickets.change(ticket.id, (stored) => {
      const { workItem, category } = outcome;
      const write = workItem && {
        workItem,
        category,
        source: 'rule' as const,
        actor: loaded.rule.name,
        ...(moved ? { record: { closedByConnector: true } } : {}),
      };
      const news = write && applyOwnWrite(stored, write);
      const findings = stored.findings.map((finding) =>
        stored.findings.length === 1 ? { ...finding, counts: loaded.ruleShare.counts } : finding,
      );
      return { ...news, findings };
    });
    await this.settle({ share, loaded }, moved ? 'closed' : 'unchanged', ticket.id);
  }

  private async settle(
    { share, loaded }: Pick<Closing, 'share' | 'loaded'>,
    outcome: 'closed' | 'unchanged',
    ticketId: string,
  ): Promise<void> {
    await this.reports.done('close', share, outcome, ticketId);
    await this.findings.updateShare(share.uniqueFinding, share.ruleId, (known) => ({
      ...known,
      published: countsKey(loaded.ruleShare.counts),
    }));
  }

  private async passOn(
    failed: readonly { closing: Closing; error: ProblemError }[],
    inMessage: number,
    attempt: number,
  ): Promise<void> {
    const [first] = failed;
    if (!first) return;
    if (inMessage === 1) throw first.error;
    await this.sender.send(
      queues.autoClose,
      failed.map(({ closing, error }) => {
        const delay = retryDelaySeconds(error, attempt);
        return {
          body: { shares: [closing.share], attempt: delay === undefined ? attempt : attempt + 1 },
          ...(delay === undefined ? {} : { scheduledFor: new Date(Date.now() + delay * 1000) }),
        };
      }),
    );
  }
}
