import type { Fault } from '../../../local/azure-devops/control/faults';
import type { OperationView } from '../../../shared/operations/operation';
import type { TicketView } from '../../../shared/tickets/ticket-view';
import { type ConnectedStack, project } from '../../../tests/support/connected-stack';
import type { OperationName } from './knobs';

/** One of the things that there is to be one work item of. */
export interface Item {
  title: string;
  /** Known once its ticket is made. */
  ticket?: Pick<TicketView, 'id' | 'workItemId'>;
}

/** What came of asking once: done, or when to ask again. */
export type Attempt = { ok: true } | { ok: false; retryAfterMs: number };

/** Something that is done to every item, as a caller of the API does it; asking again never does it twice. */
export interface Operation {
  name: OperationName;
  /** The requests to ADO that do it. */
  match: NonNullable<Fault['match']>;
  attempt(connected: ConnectedStack, item: Item): Promise<Attempt>;
  /** Whether it is done to the item, exactly once, in ADO. */
  isDone(connected: ConnectedStack, item: Item, workItem: { state: string; rev: number }): Promise<boolean>;
}

const ticketOf = ({ title, ticket }: Item) => {
  if (!ticket) throw new Error(`"${title}" has no ticket.`);
  return ticket;
};

const keyFor = (operation: OperationName, { title }: Item) => ({
  'idempotency-key': `${operation} ${title}`,
});

const answered = ({ status, headers }: { status: number; headers: Headers }): Attempt =>
  status < 300 ? { ok: true } : { ok: false, retryAfterMs: Number(headers.get('retry-after') ?? 0.2) * 1000 };

export const operations: readonly Operation[] = [
  {
    name: 'create',
    match: { method: 'POST', route: 'workitems/$' },
    attempt: async (connected, item) => {
      const answer = await connected.send(
        'POST',
        '/tickets',
        connected.newTicket(item.title),
        keyFor('create', item),
      );
      const { id, workItemId } = answer.body;
      if (answer.status === 201) item.ticket = { id: String(id), workItemId: Number(workItemId) };
      return answered(answer);
    },
    isDone: (_, item, { state, rev }) =>
      Promise.resolve(item.ticket !== undefined && state === 'New' && rev === 1),
  },
  {
    name: 'update',
    match: { method: 'PATCH', route: '$batch' },
    attempt: async (connected, item) =>
      answered(await connected.send('PATCH', `/tickets/${ticketOf(item).id}`, { state: 'Active' })),
    isDone: (_, __, { state, rev }) => Promise.resolve(state === 'Active' && rev === 2),
  },
  {
    name: 'comment',
    match: { method: 'POST', route: 'comments' },
    attempt: async (connected, item) => {
      const path = `/tickets/${ticketOf(item).id}/comments`;
      return answered(await connected.send('POST', path, { text: 'Seen.' }, keyFor('comment', item)));
    },
    isDone: async (connected, item) => {
      const { id, workItemId } = ticketOf(item);
      const path = `/${encodeURIComponent(project)}/_apis/wit/workItems/${workItemId}/comments`;
      const { totalCount } = await connected.developer.get<{ totalCount: number }>(
        `${path}?api-version=7.1-preview.4`,
      );
      const { comments } = await connected.api.get<{ comments: unknown[] }>(`/tickets/${id}`);
      return totalCount === 1 && comments.length === 1;
    },
  },
  {
    name: 'close',
    match: { method: 'PATCH', route: '$batch' },
    attempt: async (connected, item) => {
      const body = { ticketIds: [ticketOf(item).id], state: 'Closed' };
      const answer = await connected.send('POST', '/tickets/close', body, keyFor('close', item));
      if (answer.status !== 202) return answered(answer);
      const operationId = String(answer.body.operationId);
      const { failed } = await connected.finished(operationId);
      if (failed > 0) await connected.api.post<OperationView>(`/operations/${operationId}/retry`);
      return failed === 0 ? { ok: true } : { ok: false, retryAfterMs: 200 };
    },
    isDone: (_, __, { state }) => Promise.resolve(state === 'Closed'),
  },
];
