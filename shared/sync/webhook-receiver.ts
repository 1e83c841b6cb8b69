import type { ConnectorStore } from '../connectors/connector-store';
import type { Logger } from '../logger';
import type { QueueSender } from '../messaging/queue-sender';
import { queues } from '../messaging/queues';
import { parseWorkItemEvent } from './work-item-event';
import { toWorkItemEventMessage } from './work-item-event-message';

/** How long an instance of the app relies on what it has read of a connector. */
const cacheMs = 60_000;

/** Takes deliveries of service hooks in: what is answered with success is in the queue. */
export class WebhookReceiver {
  /** A cache of this instance of the app: organization ids by connector. */
  private readonly organizations = new Map<string, { organizationId: string; readAt: number }>();

  constructor(
    private readonly connectors: ConnectorStore,
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
    const organizationId = await this.organizationOf(connectorId);
    if (
      event.containerIds.length > 0 &&
      organizationId !== undefined &&
      !event.containerIds.includes(organizationId)
    ) {
      log.warn('delivery ignored', {
        connectorId,
        reason: 'other-organization',
        subscriptionId: event.subscriptionId,
      });
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
        ...(delivery === undefined ? {} : { messageId: `${connectorId}-${delivery}` }),
      },
    ]);
    return 'accepted';
  }

  private async organizationOf(connectorId: string): Promise<string | undefined> {
    const cached = this.organizations.get(connectorId);
    if (cached && Date.now() - cached.readAt < cacheMs) return cached.organizationId;
    const connector = await this.connectors.find(connectorId);
    if (!connector) return undefined;
    this.organizations.set(connectorId, { organizationId: connector.organizationId, readAt: Date.now() });
    return connector.organizationId;
  }
}
