import type { QueueSender } from '../messaging/queue-sender';
import { queues } from '../messaging/queues';
import type { TicketWork } from './decide-ticket-work';
import type { RuleShares } from './rule-share';
import type { TicketShare } from './ticket-messages';

/**
 * Looks once more after ticket work is done: the finding may have changed while ADO was being written, and the message
 * that the change sent may have come and gone while there was no ticket yet. Nobody else would come back to it.
 */
export class FollowUp {
  constructor(
    private readonly shares: RuleShares,
    private readonly sender: QueueSender,
  ) {}

  async afterwards(share: TicketShare): Promise<void> {
    const work = (await this.shares.load(share))?.work;
    if (work === 'update' || work === 'close') await this.ask(work, share);
  }

  async ask(work: TicketWork, share: TicketShare): Promise<void> {
    if (work === 'close') await this.sender.send(queues.autoClose, [{ body: { shares: [share] } }]);
    else
      await this.sender.send(work === 'create' ? queues.ticketCreate : queues.ticketUpdate, [
        { body: share },
      ]);
  }
}
