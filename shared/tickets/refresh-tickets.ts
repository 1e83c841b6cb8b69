import type { ConnectorAccess } from '../connectors/connector-access';
import { ProblemError } from '../errors';
import { isDeepStrictEqual } from 'node:util';
import { findingPartition } from '../nucleus/finding-store';
import type { QueueSender } from '../messaging/queue-sender';
import { queues } from '../messaging/queues';
import type { UpdateTicketMessage } from './ticket-messages';
import { groupBy } from '../group-by';
import { inParallel } from '../in-parallel';
import { escapeHtml } from '../rules/render-template';
import type { Rule } from '../rules/rule';
import { decideRefresh, type Refresh, writesSomething } from './decide-refresh';
import { asWrittenLast, knownDescription } from './known-description';
import { applyOwnWrite, isChangedBy } from './own-write';
import { chooseReopenState } from './reopen-state';
import type { Ticket } from './ticket';
import type { TicketContent, TicketContents } from './ticket-content';
import type { TicketStore } from './ticket-store';
import type { TicketSuccession } from './succeed-ticket';
import { editFields, editPart } from './work-item-edit';
import { type Move, type MoveOutcome, WorkItemMover } from './work-item-mover';

const ticketsAtOnce = 8;

export type RefreshOutcome =
  | { ticketId: string; status: 'closed' | 'updated' | 'unchanged' }
  | { ticketId: string; status: 'failed'; error: ProblemError };

interface Planned {
  rule: Rule;
  ticket: Ticket;
  content: TicketContent;
  refresh: Refresh;
}

/** Brings work items in line with the findings behind their tickets, many in few requests. */
export class TicketRefreshing {
  constructor(
    private readonly tickets: TicketStore,
    private readonly contents: TicketContents,
    private readonly connectors: ConnectorAccess,
    private readonly succession: TicketSuccession,
    private readonly sender: QueueSender,
  ) {}

  /** One outcome per ticket. One that fails harms only itself. */
  async refresh(wanted: readonly { ticketId: string; rule: Rule }[]): Promise<RefreshOutcome[]> {
    const outcomes: RefreshOutcome[] = [];
    const plans = await inParallel(wanted, ticketsAtOnce, async ({ ticketId, rule }) => {
      const planned = await this.plan(ticketId, rule);
      if (planned && writesSomething(planned.refresh)) return planned;
      if (planned?.refresh.kind === 'replace') outcomes.push(await this.replace(planned));
      else outcomes.push({ ticketId, status: 'unchanged' });
      return undefined;
    });
    const writing = plans.flatMap((planned) => planned ?? []);
    for (const [connectorId, group] of groupBy(writing, ({ ticket }) => ticket.record.connectorId))
      outcomes.push(...(await this.write(connectorId, group)));
    return outcomes;
  }

  private async plan(ticketId: string, rule: Rule): Promise<Planned | undefined> {
    const ticket = await this.tickets.find(ticketId);
    const { group, groupValues = {} } = ticket?.record ?? {};
    if (!ticket || group === undefined) return undefined;
    const content = await this.contents.of(rule, group, ticket.findings, groupValues);
    return content && { rule, ticket, content, refresh: decideRefresh(rule, ticket.record, content) };
  }

  private async replace({ rule, ticket }: Planned): Promise<RefreshOutcome> {
    const { id } = ticket.record;
    try {
      await this.succession.succeed(rule, ticket);
      return { ticketId: id, status: 'updated' };
    } catch (error) {
      if (error instanceof ProblemError) return { ticketId: id, status: 'failed', error };
      throw error;
    }
  }

  private async write(connectorId: string, group: readonly Planned[]): Promise<RefreshOutcome[]> {
    const { azureDevOps, connector } = await this.connectors.open(connectorId);
    const reopening = group.filter(({ refresh }) => refresh.kind === 'reopen');
    const others = group.filter(({ refresh }) => refresh.kind !== 'reopen');
    const reopeningMoves = await inParallel(reopening, ticketsAtOnce, async (planned): Promise<Move> => {
      const { project, workItemType, state } = planned.ticket.record;
      const type = await azureDevOps.workItemType(project, workItemType);
      const target = chooseReopenState(type, state, planned.rule.reopenState);
      if (target !== undefined) return { ...moveOf(planned), state: target };
      // Its workflow has no way back: it stays closed, and nobody is told otherwise.
      const { comment: _, ...silent } = moveOf(planned);
      return silent;
    });
    const moved = [
      ...(await new WorkItemMover(azureDevOps, true).move(others.map(moveOf))),
      ...(await new WorkItemMover(azureDevOps, false).move(reopeningMoves)),
    ];
    const planned = [...others, ...reopening];
    return inParallel(
      [...moved.entries()],
      ticketsAtOnce,
      async ([position, outcome]): Promise<RefreshOutcome> => {
        const { ticketId } = outcome;
        if (outcome.status === 'failed') return { ticketId, status: 'failed', error: outcome.error };
        const plan = planned[position];
        return {
          ticketId,
          status: plan ? await this.record(plan, outcome, connector.identityId) : 'unchanged',
        };
      },
    );
  }

  private async again({ record: { id, group = '' } }: Ticket): Promise<void> {
    const body: UpdateTicketMessage = { group, uniqueFindings: [], ticketId: id };
    await this.sender.send(queues.ticketUpdate, [{ body }]);
  }

  private async record(
    { rule, ticket, refresh }: Planned,
    { status, workItem, category, since }: Exclude<MoveOutcome, { status: 'failed' }>,
    identityId: string,
  ): Promise<'closed' | 'updated' | 'unchanged'> {
    const { kind, managed } = refresh;
    // An earlier run may have closed it and died before it could say so: then we were the last to change it.
    const isOurs = status === 'moved' || isChangedBy(workItem, identityId);
    const closed = kind === 'close' && isOurs && category === 'Completed';
    const knowledge = closed
      ? { closedByConnector: true }
      : kind === 'reopen' && isOurs
        ? { closedByConnector: false }
        : undefined;
    const told = { more: false };
    await this.tickets.change(ticket.record.id, (stored) => {
      told.more = !isDeepStrictEqual(versionsOf(stored), versionsOf(ticket));
      const rev = workItem?.rev;
      const isNewest = rev === undefined || rev >= (stored.record.managed?.rev ?? 0);
      const news =
        workItem &&
        applyOwnWrite(stored, {
          workItem,
          category,
          since,
          source: 'rule',
          actor: rule.name,
          ...(knowledge ? { record: knowledge } : {}),
        });
      const written = isNewest ? { managed: { ...managed, ...(rev === undefined ? {} : { rev }) } } : {};
      const description = isNewest && workItem ? knownDescription(workItem) : undefined;
      return {
        ...news,
        record: { ...news?.record, ...written },
        ...(description ? { description } : {}),
      };
    });
    // Somebody has told the ticket more since this was put together, and may have been done with it before.
    if (told.more) await this.again(ticket);
    return closed ? 'closed' : status === 'moved' ? 'updated' : 'unchanged';
  }
}

const versionsOf = ({ findings }: Ticket) =>
  Object.fromEntries(findings.map(({ id, version }) => [findingPartition(id), version]));

function moveOf({ ticket, content, refresh }: Planned): Move {
  const { state, comment, fields, partChanged } = refresh;
  const known = asWrittenLast(ticket.record, ticket.description);
  return {
    ticket: ticket.record,
    ...(known ? { known } : {}),
    ...(state === undefined ? {} : { state }),
    ...(comment === undefined ? {} : { comment: escapeHtml(comment) }),
    revise: async (workItem, type) => [
      ...editFields(fields, workItem),
      ...(partChanged ? await editPart(content.part, workItem, type) : []),
    ],
  };
}
