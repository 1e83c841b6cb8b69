import { randomUUID } from 'node:crypto';
import { planTransitionPath } from '../azure-devops/workflow/plan-transition-path';
import type { StateCategory } from '../azure-devops/work-item-type';
import type { ConnectorAccess } from '../connectors/connector-access';
import { ProblemError } from '../errors';
import { groupBy } from '../group-by';
import { inParallel } from '../in-parallel';
import type { QueueSender } from '../messaging/queue-sender';
import { queues } from '../messaging/queues';
import type { TicketRecord } from '../tickets/ticket';
import type { TicketStore } from '../tickets/ticket-store';
import type { BulkClose } from './bulk-close-input';
import type { BulkCloseMessage } from './bulk-close-message';
import { type CommonStates, commonStates, type StateGroup } from './common-states';
import { type OperationChunk, type OperationRecord, ticketsPerChunk } from './operation';
import type { OperationStore } from './operation-store';

const readsAtOnce = 16;

/** Closures under way at once: all share the requests that Azure DevOps bears, and each would only slow the others. */
const mostOperations = 20;

const tooManyOperations = () =>
  new ProblemError(
    {
      status: 429,
      code: 'too-many-operations',
      title: 'Too many operations are under way',
      retryAfterSeconds: 60,
    },
    `There may be ${mostOperations} operations at once. Wait for one to end, or cancel one.`,
  );

/** What somebody would call closing. */
const closing: ReadonlySet<StateCategory> = new Set(['Resolved', 'Completed', 'Removed']);

/** Closes many tickets at once: what can be chosen, and beginning it. The queue bulk-close does the rest. */
export class BulkClosure {
  constructor(
    private readonly tickets: TicketStore,
    private readonly connectors: ConnectorAccess,
    private readonly operations: OperationStore,
    private readonly sender: QueueSender,
  ) {}

  /** The states that all these tickets can be closed to. Ids that are no tickets are named, not an error. */
  async commonStates(ticketIds: readonly string[]): Promise<CommonStates & { unknownTicketIds: string[] }> {
    const found = await inParallel(ticketIds, readsAtOnce, (ticketId) => this.tickets.record(ticketId));
    const records = found.flatMap((record) => (record?.status === 'active' ? [record] : []));
    const known = new Set(records.map(({ id }) => id));
    const byWorkflow = groupBy(records, ({ connectorId, project, workItemType }) =>
      JSON.stringify([connectorId, project, workItemType]),
    );
    const groups = await inParallel([...byWorkflow.values()], readsAtOnce, (group) => this.groupOf(group));
    return {
      ...commonStates(groups.flatMap((group) => group ?? [])),
      unknownTicketIds: ticketIds.filter((ticketId) => !known.has(ticketId)),
    };
  }

  /**
   * Stores the operation, then asks for its parts.
   * @returns its id
   * @throws ProblemError too-many-operations
   */
  async start({ ticketIds, state, states }: BulkClose): Promise<string> {
    if (await this.operations.areUnderWay(mostOperations)) throw tooManyOperations();
    const chunks: OperationChunk[] = [];
    for (let from = 0; from < ticketIds.length; from += ticketsPerChunk) {
      chunks.push({ ticketIds: ticketIds.slice(from, from + ticketsPerChunk), results: [] });
    }
    const operation: OperationRecord = {
      id: randomUUID(),
      type: 'close-tickets',
      total: ticketIds.length,
      chunks: chunks.length,
      ...(state === undefined ? {} : { state }),
      ...(states === undefined ? {} : { states }),
      createdAt: new Date().toISOString(),
    };
    await this.operations.create(operation, chunks);
    await this.ask(operation, [...chunks.keys()], 'start');
    return operation.id;
  }

  /** Tries again what failed, and only that; also what a lost message left undone. @throws NotFoundError */
  async retry(operationId: string): Promise<void> {
    const operation = await this.operations.get(operationId);
    const positions = Array.from({ length: operation.chunks }, (_, position) => position);
    await inParallel(positions, readsAtOnce, (position) =>
      this.operations.changeChunk(operationId, position, (chunk) => ({
        ...chunk,
        results: chunk.results.filter(({ status }) => status !== 'failed'),
      })),
    );
    await this.operations.noteAsked(operationId, new Date().toISOString());
    await this.ask(operation, positions, randomUUID());
  }

  /** Asks again for what a lost message left undone; what has a result keeps it. @throws NotFoundError */
  async resume(operationId: string): Promise<void> {
    const operation = await this.operations.get(operationId);
    await this.ask(operation, [...Array(operation.chunks).keys()], randomUUID());
  }

  private async ask(operation: OperationRecord, positions: readonly number[], round: string): Promise<void> {
    await this.sender.send(
      queues.bulkClose,
      positions.map((chunk) => {
        const body: BulkCloseMessage = { operationId: operation.id, chunk };
        return { body, messageId: `${operation.id}-${chunk}-${round}`, correlationId: operation.id };
      }),
    );
  }

  private async groupOf(group: readonly TicketRecord[]): Promise<StateGroup | undefined> {
    const [first] = group;
    if (!first) return undefined;
    const { connectorId, project, workItemType } = first;
    const { azureDevOps } = await this.connectors.open(connectorId);
    const type = await azureDevOps.workItemType(project, workItemType);
    const from = [...new Set(group.map(({ state }) => state))];
    const states = type.states
      .filter(({ category }) => closing.has(category))
      .filter(({ name }) => from.every((state) => planTransitionPath(type, state, name) !== undefined))
      .map(({ name, category }) => ({ name, category }));
    return { connectorId, project, workItemType, ticketIds: group.map(({ id }) => id), states };
  }
}
