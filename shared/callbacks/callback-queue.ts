import type { QueueSender } from '../messaging/queue-sender';
import { queues } from '../messaging/queues';
import type { CallbackMessage } from './callback-message';

/** Messages to the function that sends callbacks. Of two with one id, the queue takes one. */
export class CallbackQueue {
  constructor(private readonly sender: QueueSender) {}

  async put(message: CallbackMessage, messageId: string, delaySeconds = 0): Promise<void> {
    const later = delaySeconds > 0 ? { scheduledFor: new Date(Date.now() + delaySeconds * 1_000) } : {};
    await this.sender.send(queues.nucleusCallbacks, [{ body: message, messageId, ...later }]);
  }
}
