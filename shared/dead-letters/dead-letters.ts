import { createHash } from 'node:crypto';
import { InvalidRequestError } from '../errors';
import { inParallel } from '../in-parallel';
import type { DeadLetteredMessage, DeadLetterQueues } from '../messaging/dead-letter-queues';
import type { QueueSender } from '../messaging/queue-sender';
import type { QueueName } from '../messaging/queues';
import type { TicketStore } from '../tickets/ticket-store';
import { type DeadLetter, queueNames } from './dead-letter';
import { type ListPosition, readPosition, writePosition } from './list-position';
import { type ParkedMessage, type ParkedMessages, withoutAttempt } from './parked-messages';
import type { Replay } from './replay-input';
import { toDeadLetter, toParkedLetter } from './to-dead-letter';

const ticketsAtOnce = 8;

/** One replay takes as many; the rest is for the next. */
const mostReplayed = 1_000;

/** What could not be processed, of every queue: looking at it, and having it tried again. */
export class DeadLetters {
  constructor(
    private readonly queues: DeadLetterQueues,
    private readonly parked: ParkedMessages,
    private readonly sender: QueueSender,
    private readonly tickets: Pick<TicketStore, 'idByWorkItem'>,
  ) {}

  /** A page, queue by queue: what was parked, then what Service Bus gave up. @param queue of this one alone */
  async page(
    queue: QueueName | undefined,
    limit: number,
    token: string | undefined,
  ): Promise<{ items: DeadLetter[]; continuationToken?: string }> {
    const names = queue === undefined ? queueNames : [queue];
    const items: DeadLetter[] = [];
    let position: ListPosition | undefined = token === undefined ? firstOf(names) : readPosition(token);
    while (position && items.length < limit) {
      const read = await this.read(position, limit - items.length);
      items.push(...read.items);
      position = read.next ?? after(position, names);
    }
    const shown = await inParallel(items, ticketsAtOnce, (item) => this.withTicket(item));
    return position ? { items: shown, continuationToken: writePosition(position) } : { items: shown };
  }

  /**
   * Sends messages to their queue again, each as if it were new, and takes it out of the dead letters once it is there: as
   * safe as any redelivery. Doing it twice sends nothing twice.
   * @returns how many were sent, and which ids there are no messages of
   */
  async replay({
    queue,
    ids = [],
    sequenceNumbers = [],
    all,
  }: Replay): Promise<{ replayed: number; notFound: string[] }> {
    const wanted = new Set([...ids, ...sequenceNumbers.map(String)]);
    if (all !== true && wanted.size === 0) {
      throw new InvalidRequestError('Name the messages to be replayed, or ask for all.', [
        { pointer: '/all', message: 'must be true where no ids are given' },
      ]);
    }
    const found = new Set<string>();
    let replayed = await this.replayParked(queue, all === true ? undefined : wanted, found);
    const most = all === true ? mostReplayed : [...wanted].filter((id) => !found.has(id)).length;
    const isWanted = ({ sequenceNumber }: DeadLetteredMessage) => all === true || wanted.has(sequenceNumber);
    const resend = async ({ sequenceNumber, body, correlationId }: DeadLetteredMessage) => {
      found.add(sequenceNumber);
      await this.send(queue, `dead-letter ${sequenceNumber}`, body, correlationId);
    };
    if (most > 0) replayed += await this.queues.take(queue, isWanted, resend, most);
    return { replayed, notFound: [...wanted].filter((id) => !found.has(id)) };
  }

  private async replayParked(
    queue: QueueName,
    wanted: ReadonlySet<string> | undefined,
    found: Set<string>,
  ): Promise<number> {
    const rows = wanted
      ? await inParallel([...wanted], ticketsAtOnce, (id) => this.parked.find(queue, id))
      : (await this.parked.page(queue, mostReplayed)).rows;
    let replayed = 0;
    for (const row of rows) {
      if (!row) continue;
      const { id, parkedAt, body, correlationId } = row.value;
      found.add(id);
      await this.send(queue, `${id} ${parkedAt}`, body, correlationId);
      await this.parked.remove(row);
      replayed++;
    }
    return replayed;
  }

  /** Under an id that says which message is replayed: cut off between sending and removing, it is sent once all the same. */
  private async send(queue: QueueName, what: string, body: unknown, correlationId: string | undefined) {
    const messageId = createHash('sha256').update(`replay ${queue} ${what}`).digest('base64url');
    await this.sender.send(queue, [
      { body: withoutAttempt(body), messageId, ...(correlationId === undefined ? {} : { correlationId }) },
    ]);
  }

  private async read(
    { queue, kind, from }: ListPosition,
    limit: number,
  ): Promise<{ items: DeadLetter[]; next?: ListPosition }> {
    const now = new Date();
    if (kind === 'parked') {
      const { rows, continuationToken } = await this.parked.page(queue, limit, from);
      const items = rows.map(({ value }: { value: ParkedMessage }) => toParkedLetter(value, now));
      return continuationToken === undefined
        ? { items }
        : { items, next: { queue, kind, from: continuationToken } };
    }
    const messages = await this.queues.peek(queue, limit, from);
    const items = messages.map((message) => toDeadLetter(queue, message, now));
    const last = messages.length < limit ? undefined : messages.at(-1);
    return last
      ? { items, next: { queue, kind, from: (BigInt(last.sequenceNumber) + 1n).toString() } }
      : { items };
  }

  private async withTicket(item: DeadLetter): Promise<DeadLetter> {
    const { connectorId, workItemId, ticketId } = item;
    if (ticketId !== undefined || connectorId === undefined || workItemId === undefined) return item;
    const known = await this.tickets.idByWorkItem(connectorId, workItemId);
    return known === undefined ? item : { ...item, ticketId: known };
  }
}

const firstOf = ([queue]: readonly QueueName[]): ListPosition | undefined =>
  queue === undefined ? undefined : { queue, kind: 'parked' };

function after({ queue, kind }: ListPosition, names: readonly QueueName[]): ListPosition | undefined {
  if (kind === 'parked') return { queue, kind: 'dead-lettered' };
  const next = names[names.indexOf(queue) + 1];
  return names.includes(queue) && next !== undefined ? { queue: next, kind: 'parked' } : undefined;
}
