import type { Connector } from '../connectors/connector';
import type { ConnectorStore } from '../connectors/connector-store';
import type { SubscriptionRecord, SubscriptionRecords } from '../connectors/subscription-records';
import type { Logger } from '../logger';
import type { QueueSender } from '../messaging/queue-sender';
import { queues } from '../messaging/queues';
import { judgeDelivery } from './judge-delivery';
import { parseWorkItemEvent, type WorkItemEvent } from './work-item-event';
import { toWorkItemEventMessage } from './work-item-event-message';

/** How long an instance of the app relies on what it has read of a connector. */
const cacheMs = 60_000;

/** What deliveries of a connector are judged by. */
interface Listener {
  connector: Connector;
  known: SubscriptionRecord | undefined;
  readAt: number;
}

/** Takes deliveries of service hooks in: what is answered with success is in the queue. */
export class WebhookReceiver {
  /** A cache of this instance of the app. */
  private readonly listeners = new Map<string, Listener>();

  constructor(
    private readonly connectors: Pick<ConnectorStore, 'find'>,
    private readonly subscriptions: Pick<SubscriptionRecords, 'find'>,
    private readonly sender: QueueSender,
  ) {}

  /**
   * A delivery is named by subscription and notification: ADO's own retry of it is taken once. What is none of ours is
   * answered kindly and left, because a refusal would put the subscription on probation.
   * @returns what became of it, for the answer
   */
  async receive(connectorId: string, payload: unknown, log: Logger): Promise<'accepted' | 'ignored'> {
    const event = parseWorkItemEvent(payload);
    if ('ignored' in event) {
      log.info('delivery ignored', { connectorId, reason: event.ignored });
      return 'ignored';
    }
    const reason = await this.refusalOf(connectorId, event);
    if (reason !== undefined) {
      const { subscriptionId, projectId, workItemId } = event;
      log.warn('delivery ignored', { connectorId, reason, subscriptionId, projectId, workItemId });
      return 'ignored';
    }
    const { subscriptionId, notificationId, eventId } = event;
    const delivery =
      subscriptionId !== undefined && notificationId !== undefined
        ? `${subscriptionId}-${notificationId}`
        : eventId;
    await this.sender.send(queues.workItemEvents, [
      {
        body: toWorkItemEventMessage(event, connectorId, new Date().toISOString()),
        ...(delivery === undefined ? {} : { messageId: messageIdOf(connectorId, delivery) }),
      },
    ]);
    return 'accepted';
  }

  /** What is cached may be out of date: before anything is turned away, it is read again. */
  private async refusalOf(connectorId: string, event: WorkItemEvent): Promise<string | undefined> {
    const judge = (listener: Listener | undefined) =>
      listener
        ? judgeDelivery(event, listener.connector, listener.known, new Date())
        : ('unknown-connector' as const);
    const cached = this.listeners.get(connectorId);
    if (cached && Date.now() - cached.readAt < cacheMs && judge(cached) === undefined) return undefined;
    return judge(await this.listen(connectorId));
  }

  private async listen(connectorId: string): Promise<Listener | undefined> {
    const [connector, known] = await Promise.all([
      this.connectors.find(connectorId),
      this.subscriptions.find(connectorId),
    ]);
    this.listeners.delete(connectorId);
    if (!connector) return undefined;
    const listener = { connector, known, readAt: Date.now() };
    this.listeners.set(connectorId, listener);
    return listener;
  }
}

/** Message ids have 128 characters at most; ids from outside may be longer, and then detection of repetitions is forgone. */
const messageIdOf = (connectorId: string, delivery: string) => {
  const id = `${connectorId}-${delivery}`;
  return id.length <= 128 ? id : undefined;
};
