import type { Server } from 'node:net';
import rhea, { type Connection, type Delivery, type EventContext, type Receiver, type Sender } from 'rhea';
import { parseAddress } from './address';
import { Alarm } from './alarm';
import { Confirmations } from './confirmations';
import type { Entity } from './entity';
import { fromDeliveryTag } from './lock-token';
import { manage } from './management';
import { type Outcome, outcomes, settle } from './outcome';
import { readTransfer } from './read-transfer';
import { ReplyLinks } from './reply-links';
import { acceptAnyUser } from './sasl';
import { largestMessage, MessageTooLargeError } from './size-limit';

const notFound = (address: string) => ({
  condition: 'amqp:not-found',
  description: `The messaging entity '${address}' could not be found.`,
});

const containerOptions = {
  id: 'local-service-bus',
  receiver_options: { autoaccept: false, max_message_size: largestMessage },
  // A message is settled when the queue has done what the receiver wants, and what was modified is not just released.
  sender_options: { autosettle: false, treat_modified_as_released: false },
};

/** The AMQP side: the links of Service Bus clients on one end, queues on the other. */
export class Broker {
  private readonly container = rhea.create_container(containerOptions);
  private readonly connections = new Set<Connection>();
  private readonly replies = new ReplyLinks();
  private readonly confirmations = new Confirmations();
  private readonly alarm = new Alarm(() => this.letTimePass());

  /** @param entities by path in lower case: queue names, and `<queue>/$deadletterqueue` */
  constructor(private readonly entities: ReadonlyMap<string, Entity>) {
    acceptAnyUser(this.container);
    this.followConnections();
    this.followLinks();
    this.followMessages();
    this.letTimePass();
  }

  /** @param port 0 for a free one; the server tells it when it listens */
  listen(port: number): Server {
    return this.container.listen({
      port,
      host: '127.0.0.1',
      max_frame_size: 65_536,
      idle_time_out: 120_000,
      // A delivery keeps its place until it is settled, which a receiver may never do.
      session_buffer_size: { outgoing: 65_536 },
    });
  }

  /** Ends every connection, so that clients notice at once. */
  close(): void {
    this.alarm.clear();
    for (const connection of this.connections) {
      connection.close({ condition: 'amqp:connection:forced', description: 'The broker shuts down.' });
    }
  }

  private followConnections(): void {
    const { container, connections } = this;
    container.on('connection_open', ({ connection }: EventContext) => connections.add(connection));
    container.on('connection_close', ({ connection }: EventContext) => connections.delete(connection));
    container.on('disconnected', ({ connection }: EventContext) => connections.delete(connection));
    // A client's error ends its connection, session or link and concerns nobody else.
    for (const kind of ['connection', 'session', 'sender', 'receiver', 'protocol']) {
      container.on(`${kind}_error`, () => undefined);
    }
    container.on('error', (error: unknown) => console.error(error));
  }

  private followLinks(): void {
    this.container.on('sender_open', ({ sender }: EventContext) => sender && this.openSender(sender));
    this.container.on(
      'receiver_open',
      ({ receiver }: EventContext) => receiver && this.openReceiver(receiver),
    );
    this.container.on('sendable', ({ sender }: EventContext) => sender && this.offerTo(sender));
    this.container.on('sender_draining', ({ sender }: EventContext) => {
      if (!sender) return;
      this.offerTo(sender);
      sender.set_drained(true);
    });
  }

  private followMessages(): void {
    this.container.on('message', (context: EventContext) => this.receive(context));
    for (const outcome of outcomes) {
      this.container.on(outcome, ({ sender, delivery }: EventContext) => {
        if (sender && delivery) this.settle(sender, delivery, outcome);
      });
    }
  }

  /** A link on which the client receives: messages, or answers. */
  private openSender(sender: Sender): void {
    sender.set_source(sender.source);
    sender.set_target(sender.target);
    const address = parseAddress(sender.source.address);
    if (address.kind !== 'entity') {
      this.replies.attach(sender);
      return;
    }
    const entity = this.entities.get(address.entity);
    if (entity) entity.attach(sender);
    else sender.close(notFound(sender.source.address));
  }

  /** A link on which the client sends: messages, or requests. */
  private openReceiver(receiver: Receiver): void {
    receiver.set_source(receiver.source);
    receiver.set_target(receiver.target);
    const address = parseAddress(receiver.target.address);
    if (address.kind !== 'tokens' && !this.entities.has(address.entity)) {
      receiver.close(notFound(receiver.target.address));
    }
  }

  private offerTo(sender: Sender): void {
    const address = parseAddress(sender.source.address);
    if (address.kind === 'entity') this.offer(this.entities.get(address.entity));
  }

  private offer(entity: Entity | undefined): void {
    entity?.offer();
    this.setAlarm();
  }

  private receive({ connection, receiver, message, delivery }: EventContext): void {
    if (!receiver || !message || !delivery) return;
    const address = parseAddress(receiver.target.address);
    const entity = address.kind === 'tokens' ? undefined : this.entities.get(address.entity);
    if (address.kind === 'tokens') {
      delivery.accept();
      this.replies.acceptToken(connection, message);
    } else if (!entity) {
      delivery.reject(notFound(address.entity));
    } else if (address.kind === 'management') {
      delivery.accept();
      this.replies.answer(connection, receiver.target.address, message, manage(entity.queue, message));
    } else {
      this.enqueue(entity, message, delivery);
    }
    this.offer(entity);
  }

  private enqueue(
    { queue }: Entity,
    message: NonNullable<EventContext['message']>,
    delivery: Delivery,
  ): void {
    try {
      queue.enqueue(readTransfer(message));
      delivery.accept();
    } catch (error) {
      if (!(error instanceof MessageTooLargeError)) throw error;
      delivery.reject({ condition: error.condition, description: error.message });
    }
  }

  private settle(sender: Sender, delivery: Delivery, outcome: Outcome): void {
    const address = parseAddress(sender.source.address);
    const entity = address.kind === 'entity' ? this.entities.get(address.entity) : undefined;
    const lockToken = fromDeliveryTag(delivery.tag);
    if (!entity || lockToken === undefined) {
      delivery.update(true);
      return;
    }
    const held = settle(entity.queue, lockToken, outcome, delivery.remote_state);
    this.confirmations.add(delivery, held);
    this.offer(entity);
  }

  /** Locks that end and messages that come due make work without anybody calling. */
  private letTimePass(): void {
    for (const entity of this.entities.values()) {
      if (entity.queue.due > Date.now()) continue;
      entity.queue.catchUp();
      entity.offer();
    }
    this.setAlarm();
  }

  private setAlarm(): void {
    this.alarm.set(Math.min(...[...this.entities.values()].map(({ queue }) => queue.due)));
  }
}
