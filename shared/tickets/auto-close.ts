import type { ProblemError } from '../errors';
import { inParallel } from '../in-parallel';
import type { QueueSender } from '../messaging/queue-sender';
import { queues } from '../messaging/queues';
import { retryDelaySeconds } from '../messaging/retry-delay';
import type { LoadedShare, RuleShares } from './rule-share';
import type { ToldTicket } from './tell-tickets';
import type { AutoCloseMessage } from './ticket-messages';
import type { RuleTicketUpdate } from './update-rule-ticket';
import type { WorkReports } from './work-reports';

const sharesAtOnce = 8;

/** The work of the queue auto-close: tickets whose findings are all remediated go to the state that their rule names. */
export class AutoClose {
  constructor(
    private readonly shares: RuleShares,
    private readonly updates: RuleTicketUpdate,
    private readonly sender: QueueSender,
    private readonly reports: WorkReports,
  ) {}

  /**
   * Closes what is still to be closed by what is stored now (promise 2), many in one request. That one finding is done
   * does not close a ticket: all behind it have to be. A ticket that fails harms only itself: it is sent on in a message
   * of its own.
   * @throws ProblemError the only ticket of a message failed
   */
  async close({ shares, attempt = 1 }: AutoCloseMessage): Promise<void> {
    const loaded = await inParallel(shares, sharesAtOnce, (share) => this.shares.load(share));
    const wanting: LoadedShare[] = [];
    for (const [position, share] of shares.entries()) {
      const one = loaded[position];
      if (one?.work === 'close' || one?.work === 'update') wanting.push(one);
      else await this.reports.done('close', share, 'unchanged', one?.ruleShare.ticketId);
    }
    await this.passOn(await this.updates.bringEach('close', wanting), shares.length, attempt);
  }

  private async passOn(
    failed: readonly { told: ToldTicket; error: ProblemError }[],
    inMessage: number,
    attempt: number,
  ): Promise<void> {
    const [first] = failed;
    if (!first) return;
    if (inMessage === first.told.shares.length) throw first.error;
    await this.sender.send(
      queues.autoClose,
      failed.map(({ told, error }) => {
        const delay = retryDelaySeconds(error, attempt);
        const body: AutoCloseMessage = {
          shares: told.shares.map(({ share }) => share),
          attempt: delay === undefined ? attempt : attempt + 1,
        };
        return {
          body,
          ...(delay === undefined ? {} : { scheduledFor: new Date(Date.now() + delay * 1000) }),
        };
      }),
    );
  }
}
