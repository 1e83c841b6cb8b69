import type { Server } from 'node:net';
import rhea, { type Connection, type Delivery, type EventContext, type Message, type Receiver, type Sender, types } from 'rhea';
import { fromTransfer, toDelivery } from './amqp-message';
import { manage, type ManagementAnswer } from './management';
import type { MessageQueue } from './message-queue';

/** Largest message or batch of the Standard tier. */
const largestMessage = 256 * 1024;

const managementSuffix = '/$management';

type Outcome = Record<string, unknown> & {
  error?: { condition?: string; info?: Record<string, unknown>; description?: string };
  undeliverable_here?: boolean;
  message_annotations?: Record<string, unknown>;
};

const addressOf = (terminus: unknown): string => {
  const address = (terminus as { address?: unknown } | undefined)?.address;
  return typeof address === 'string' ? address.replace(/^amqps?:\/\/[^/]+\//, '') : '';
};

const remoteAttach = (link: Sender | Receiver) =>
  (link as unknown as { remote: { attach: { source?: unknown; target?: unknown; snd_settle_mode?: number } } }).remote.attach;

/** The AMQP side: links of the Service Bus clients on one end, queues on the other. */
export class Broker {
  private readonly container = rhea.create_container({ id: 'local-service-bus' });
  /** Receiving clients by entity, the next one to be served first. */
  private readonly consumers = new Map<string, Sender[]>();
  /** Links on which answers to management and $cbs requests go back. */
  private readonly replyLinks = new Map<Connection, Sender[]>();
  private readonly connections = new Set<Connection>();
  private timer: NodeJS.Timeout | undefined;

  /** @param queues by entity path: queue names, and `<queue>/$deadletterqueue` */
  constructor(private readonly queues: ReadonlyMap<string, MessageQueue>) {
    const container = this.container;
    (container.sasl_server_mechanisms as { enable_anonymous(): void }).enable_anonymous();
    (container.sasl_server_mechanisms as { enable_plain(check: () => boolean): void }).enable_plain(() => true);
    container.on('connection_open', ({ connection }: EventContext) => this.connections.add(connection));
    container.on('connection_close', ({ connection }: EventContext) => this.forget(connection));
    container.on('disconnected', ({ connection }: EventContext) => this.forget(connection));
    container.on('connection_error', () => undefined);
    container.on('session_error', () => undefined);
    container.on('sender_error', () => undefined);
    container.on('receiver_error', () => undefined);
    container.on('sender_open', ({ sender }: EventContext) => sender && this.openSender(sender));
    container.on('sender_close', ({ sender }: EventContext) => sender && this.closeSender(sender));
    container.on('receiver_open', ({ receiver }: EventContext) => receiver && this.openReceiver(receiver));
    container.on('message', (context: EventContext) => this.receive(context));
    container.on('sendable', ({ sender }: EventContext) => sender && this.deliver(this.entityOf(sender)));
    container.on('sender_draining', ({ sender }: EventContext) => {
      if (!sender) return;
      this.deliver(this.entityOf(sender));
      sender.set_drained(true);
    });
    for (const outcome of ['accepted', 'rejected', 'released', 'modified'] as const) {
      container.on(outcome, ({ sender, delivery }: EventContext) => {
        if (sender && delivery) this.settle(sender, delivery, outcome);
      });
    }
  }

  listen(port: number): Server {
    return this.container.listen({
      port,
      host: '127.0.0.1',
      max_frame_size: 65_536,
      idle_time_out: 120_000,
      receiver_options: { autoaccept: false, credit_window: 1_000, max_message_size: largestMessage },
      sender_options: { autosettle: false },
    } as Parameters<typeof this.container.listen>[0]);
  }

  /** Ends every connection, so that clients notice at once. */
  close(): void {
    clearTimeout(this.timer);
    for (const connection of this.connections) connection.close();
  }

  private forget(connection: Connection): void {
    this.connections.delete(connection);
    this.replyLinks.delete(connection);
    for (const [entity, senders] of this.consumers) {
      this.consumers.set(
        entity,
        senders.filter((sender) => sender.connection !== connection),
      );
    }
  }

  private entityOf(sender: Sender): string {
    return addressOf(remoteAttach(sender).source).toLowerCase();
  }

  private openSender(sender: Sender): void {
    const attach = remoteAttach(sender);
    sender.set_source(attach.source as Sender['source']);
    sender.set_target(attach.target as Sender['target']);
    const address = addressOf(attach.source);
    if (address === '$cbs' || address.endsWith(managementSuffix)) {
      this.replyLinks.set(sender.connection, [...(this.replyLinks.get(sender.connection) ?? []), sender]);
      return;
    }
    const entity = address.toLowerCase();
    if (!this.queues.has(entity)) {
      sender.close({ condition: 'amqp:not-found', description: `The messaging entity '${address}' could not be found.` });
      return;
    }
    this.consumers.set(entity, [...(this.consumers.get(entity) ?? []), sender]);
    this.deliver(entity);
  }

  private closeSender(sender: Sender): void {
    const entity = this.entityOf(sender);
    this.consumers.set(
      entity,
      (this.consumers.get(entity) ?? []).filter((other) => other !== sender),
    );
    const replies = this.replyLinks.get(sender.connection);
    if (replies) this.replyLinks.set(sender.connection, replies.filter((other) => other !== sender));
  }

  private openReceiver(receiver: Receiver): void {
    const attach = remoteAttach(receiver);
    receiver.set_target(attach.target as Receiver['target']);
    receiver.set_source(attach.source as Receiver['source']);
    const address = addressOf(attach.target);
    const entity = address.replace(managementSuffix, '').toLowerCase();
    if (address !== '$cbs' && !this.queues.has(entity)) {
      receiver.close({ condition: 'amqp:not-found', description: `The messaging entity '${address}' could not be found.` });
    }
  }

  private receive({ receiver, message, delivery }: EventContext): void {
    if (!receiver || !message || !delivery) return;
    const address = addressOf(remoteAttach(receiver).target);
    if (address === '$cbs') {
      delivery.accept();
      this.reply(receiver.connection, address, message, { 'status-code': 202, 'status-description': 'Accepted' }, undefined);
      return;
    }
    if (address.endsWith(managementSuffix)) {
      delivery.accept();
      const entity = address.slice(0, -managementSuffix.length).toLowerCase();
      const queue = this.queues.get(entity);
      if (queue) this.answer(receiver.connection, address, message, manage(queue, message));
      this.deliver(entity);
      return;
    }
    this.enqueue(address.toLowerCase(), message, delivery);
  }

  private enqueue(entity: string, message: Message, delivery: Delivery): void {
    const queue = this.queues.get(entity);
    const { format = 0, data } = delivery as unknown as { format?: number; data?: Buffer };
    if (!queue) {
      delivery.reject({ condition: 'amqp:not-found', description: 'The messaging entity could not be found.' });
      return;
    }
    if ((data?.length ?? 0) > largestMessage) {
      const description = `The received message exceeds the limit (${largestMessage}) currently allowed on the link.`;
      delivery.reject({ condition: 'amqp:link:message-size-exceeded', description });
      return;
    }
    for (const one of fromTransfer(message, format)) queue.enqueue(one);
    delivery.accept();
    this.deliver(entity);
  }

  private answer(connection: Connection, address: string, request: Message, answer: ManagementAnswer): void {
    const properties = {
      statusCode: types.wrap_int(answer.status),
      statusDescription: answer.description ?? 'OK',
      ...(answer.condition === undefined ? {} : { errorCondition: types.wrap_symbol(answer.condition) }),
    };
    this.reply(connection, address, request, properties, answer.body ?? {});
  }

  private reply(
    connection: Connection,
    address: string,
    request: Message,
    properties: Record<string, unknown>,
    body: Record<string, unknown> | undefined,
  ): void {
    const candidates = (this.replyLinks.get(connection) ?? []).filter(
      (sender) => addressOf(remoteAttach(sender).source) === address,
    );
    const link = candidates.find((sender) => addressOf(remoteAttach(sender).target) === request.reply_to) ?? candidates[0];
    link?.send({
      to: request.reply_to as unknown,
      correlation_id: request.message_id as unknown,
      application_properties: properties,
      body,
    } as unknown as Message);
  }

  /** Offers messages of an entity to its receivers in turn, as long as they have credit. */
  private deliver(entity: string): void {
    const queue = this.queues.get(entity);
    const consumers = this.consumers.get(entity);
    if (!queue || !consumers) return;
    for (;;) {
      const consumer = consumers.find((sender) => sender.is_open() && sender.sendable());
      if (!consumer) break;
      const settled = remoteAttach(consumer).snd_settle_mode === 1;
      const message = settled ? queue.takeNext() : queue.lockNext();
      if (!message) break;
      const tag = message.lockToken === undefined ? undefined : Buffer.from(message.lockToken, 'hex');
      const delivery = consumer.send(toDelivery(message), tag);
      if (settled) delivery.update(true, undefined);
      consumers.push(...consumers.splice(consumers.indexOf(consumer), 1));
    }
    this.wakeWhenDue();
  }

  private settle(sender: Sender, delivery: Delivery, outcome: 'accepted' | 'rejected' | 'released' | 'modified'): void {
    const entity = this.entityOf(sender);
    const queue = this.queues.get(entity);
    const tag: unknown = delivery.tag;
    if (!queue || !Buffer.isBuffer(tag) || tag.length !== 16) {
      delivery.update(true, undefined);
      return;
    }
    const lockToken = tag.toString('hex');
    const state = (delivery.remote_state ?? {}) as Outcome;
    const held = settleInQueue(queue, lockToken, outcome, state);
    const answer = held
      ? (delivery.remote_state as unknown)
      : (rhea.message as unknown as { rejected(fields: object): { described(): unknown } }).rejected({
          error: {
            condition: 'com.microsoft:message-lock-lost',
            description: 'The lock supplied is invalid. Either the lock expired, or the message has already been removed.',
          },
        });
    const described = (answer as { described?(): unknown }).described?.() ?? answer;
    delivery.update(true, described as never);
    this.deliver(entity);
  }

  /** One timer for all queues: locks that end and messages that come due make work without anybody calling. */
  private wakeWhenDue(): void {
    clearTimeout(this.timer);
    const due = Math.min(...[...this.queues.values()].map((queue) => queue.due));
    if (due === Infinity) return;
    this.timer = setTimeout(
      () => {
        for (const [entity, queue] of this.queues) {
          if (queue.due > Date.now()) continue;
          queue.catchUp();
          this.deliver(entity);
        }
        this.wakeWhenDue();
      },
      Math.max(5, Math.min(due - Date.now(), 60_000)),
    );
  }
}

function settleInQueue(
  queue: MessageQueue,
  lockToken: string,
  outcome: 'accepted' | 'rejected' | 'released' | 'modified',
  state: Outcome,
): boolean {
  switch (outcome) {
    case 'accepted':
      return queue.complete(lockToken);
    case 'released':
      return queue.abandon(lockToken);
    case 'modified':
      return state.undeliverable_here === true
        ? queue.defer(lockToken, state.message_annotations)
        : queue.abandon(lockToken, state.message_annotations);
    case 'rejected': {
      const { DeadLetterReason: reason, DeadLetterErrorDescription: description, ...others } = state.error?.info ?? {};
      return queue.deadLetter(
        lockToken,
        { reason: reason as string | undefined, description: description as string | undefined },
        others,
      );
    }
  }
}
