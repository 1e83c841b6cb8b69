import { createHash } from 'node:crypto';
import { groupBy } from '../group-by';
import { inPortions } from '../messaging/in-portions';
import type { OutgoingMessage, QueueSender } from '../messaging/queue-sender';
import { type QueueName, queues } from '../messaging/queues';
import type { TicketWork } from './decide-ticket-work';
import { type AutoCloseMessage, type GroupWork, shareKey, type TicketShare } from './ticket-messages';

/** Work that what is stored of a finding asks for. */
export interface WantedWork {
  kind: TicketWork;
  share: TicketShare;
  /** Which state of affairs the work is about: the same work is wanted again when that has changed again. */
  version: string;
}

/** ADO takes 200 changes in one `$batch` (facts: azure-devops.md section 4.9). */
const mostClosedAtOnce = 200;

/** Findings of one group that one message is about; their rows fit into one transaction of their ticket. */
const mostFindingsAtOnce = 40;

const purposeOf = ({ kind, share, version }: WantedWork) => `${kind}|${shareKey(share)}|${version}`;

/** Puts ticket work into its queues. */
export class TicketWorkQueue {
  constructor(private readonly sender: QueueSender) {}

  /**
   * Message ids come from `seed` and the work: a repeated run repeats the same messages, which the queue takes once.
   * @param seed what asks: an event, a version of a rule
   * @param notBefore for work that only has to be looked at if nobody has done it by then
   */
  async enqueue(seed: string, wanted: readonly WantedWork[], notBefore?: Date): Promise<void> {
    const idOf = (works: readonly WantedWork[]) =>
      createHash('sha256')
        .update([seed, ...works.map(purposeOf).sort()].join('\n'))
        .digest('base64url');
    const closing = inPortions(
      wanted.filter(({ kind }) => kind === 'close'),
      mostClosedAtOnce,
    ).map((works): OutgoingMessage<AutoCloseMessage> => ({
      body: { shares: works.map(({ share }) => share) },
      messageId: idOf(works),
      correlationId: seed,
      ...(notBefore === undefined ? {} : { scheduledFor: notBefore }),
    }));
    await Promise.all([
      this.sendByGroup(queues.ticketCreate, 'create', wanted, seed, idOf),
      this.sendByGroup(queues.ticketUpdate, 'update', wanted, seed, idOf),
      this.sender.send(queues.autoClose, closing),
    ]);
  }

  private async sendByGroup(
    queue: QueueName,
    kind: TicketWork,
    wanted: readonly WantedWork[],
    seed: string,
    idOf: (works: readonly WantedWork[]) => string,
  ): Promise<void> {
    const ofKind = wanted.filter((work) => work.kind === kind);
    const byGroup = [...groupBy(ofKind, ({ share }) => share.group).values()];
    const portions = byGroup.flatMap((works) => inPortions(works, mostFindingsAtOnce));
    await this.sender.send(
      queue,
      portions.flatMap((works): OutgoingMessage<GroupWork>[] => {
        const [first] = works;
        if (!first) return [];
        const { group, eventId } = first.share;
        const uniqueFindings = works.map(({ share }) => share.uniqueFinding);
        const body = { group, uniqueFindings, ...(eventId === undefined ? {} : { eventId }) };
        return [{ body, messageId: idOf(works), correlationId: eventId ?? seed }];
      }),
    );
  }
}
