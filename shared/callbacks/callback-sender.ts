import { alertMessages } from '../alert-messages';
import type { Logger } from '../logger';
import { type Row, RowChangedError } from '../storage/table';
import type { PendingCallback } from './callback';
import type { CallbackMessage } from './callback-message';
import type { CallbackPost } from './callback-post';
import type { CallbackQueue } from './callback-queue';
import type { CallbackTargets } from './callback-targets';
import type { EndpointStore } from './endpoint-store';
import { type AttemptFailure, judgeAnswer } from './judge-answer';
import type { Outbox } from './outbox';
import type { OutboxClaim } from './outbox-claim';
import type { PendingIndex } from './pending-index';
import { callbackRetryDelay } from './retry-delay';
import { signCallback } from './sign-callback';
import type { SigningSecretStore } from './signing-secrets';

/** When somebody else sends for a ticket, look again after this. */
const busySeconds = 2;

/** A ticket with very many messages lets others have their turn. */
const longestRunMs = 60_000;

export interface CallbackSenderParts {
  targets: CallbackTargets;
  endpoints: EndpointStore;
  secrets: SigningSecretStore;
  outbox: Outbox;
  index: PendingIndex;
  queue: CallbackQueue;
  post: Pick<CallbackPost, 'post'>;
}

/**
 * The work of the queue nucleus-callbacks: sends what a ticket has to tell, oldest first, each message until it is taken.
 * A message is taken out of the outbox after it was taken by the endpoint, so it may come twice, under the same id.
 */
export class CallbackSender {
  constructor(private readonly parts: CallbackSenderParts) {}

  async send(message: CallbackMessage, log: Logger): Promise<void> {
    const { connectorId, ticketId } = message;
    const { targets, endpoints, outbox, index, queue } = this.parts;
    const url = await targets.urlOf(connectorId);
    if (url === undefined) {
      const sequences = await outbox.discard(ticketId);
      await index.remove(
        connectorId,
        sequences.map((sequence) => ({ ticketId, sequence })),
      );
      return;
    }
    if (await endpoints.isDisabled(connectorId)) return;
    const claim = await outbox.claim(ticketId, message);
    if (claim === 'somebody-sends') {
      // One for all who come in the same second: it looks after the last of them.
      const messageId = `${ticketId}:busy:${Math.floor(Date.now() / 1_000)}`;
      await queue.put(message, messageId, busySeconds);
    } else if (typeof claim !== 'string') {
      await this.sendAll(claim, { connectorId, ticketId, url }, log.with({ connectorId, ticketId }));
    }
  }

  private async sendAll(
    claim: OutboxClaim,
    place: { connectorId: string; ticketId: string; url: string },
    log: Logger,
  ): Promise<void> {
    const { connectorId, ticketId, url } = place;
    const begun = Date.now();
    let failures = claim.failures;
    try {
      for (const row of claim.pending) {
        if (Date.now() - begun > longestRunMs) {
          await this.parts.queue.put({ connectorId, ticketId }, `${row.value.id}:on`);
          await claim.release();
          return;
        }
        const failure = await this.attempt(connectorId, url, row);
        if (failure) {
          await this.postpone(claim, place, row.value.id, failures + 1, failure, log);
          return;
        }
        await claim.delivered(row);
        failures = 0;
        const { sequence } = row.value.callback.data;
        await this.parts.index.remove(connectorId, [{ ticketId, sequence }]);
        await this.parts.endpoints.succeeded(connectorId, new Date());
        log.info('callback sent', { messageId: row.value.id, type: row.value.callback.type });
      }
    } catch (error) {
      // Somebody took over and sends the rest.
      if (!(error instanceof RowChangedError)) throw error;
    }
  }

  /** @returns why it was not taken; undefined when it was */
  private async attempt(
    connectorId: string,
    url: string,
    { value: { id, callback } }: Row<PendingCallback>,
  ): Promise<AttemptFailure | undefined> {
    const secrets = await this.parts.secrets.current(connectorId);
    if (secrets.length === 0) {
      return {
        reason:
          'There is no secret to sign with. Make one: POST /api/connectors/{connectorId}/callback-secret/rotate.',
      };
    }
    const body = JSON.stringify(callback);
    return judgeAnswer(await this.parts.post.post(url, signCallback(id, body, secrets, new Date()), body));
  }

  /**
   * The next try is in the queue before the failure is written down: a crash in between repeats this try and loses
   * nothing. Where the endpoint is disabled there is no next try until somebody enables it.
   */
  private async postpone(
    claim: OutboxClaim,
    { connectorId, ticketId }: { connectorId: string; ticketId: string },
    messageId: string,
    failures: number,
    { reason, httpStatus, retryAfterSeconds }: AttemptFailure,
    log: Logger,
  ): Promise<void> {
    const status = httpStatus === undefined ? {} : { httpStatus };
    const { before, after } = await this.parts.endpoints.failed(connectorId, {
      at: new Date().toISOString(),
      reason,
      ...status,
    });
    log.warn(alertMessages.callbackFailed, { messageId, reason, status: httpStatus, attempt: failures });
    if (after.status === 'disabled') {
      if (before.status !== 'disabled')
        log.error(alertMessages.callbackEndpointDisabled, { reason: after.disabledReason });
      return claim.failed(failures, new Date());
    }
    const delay = callbackRetryDelay(failures, retryAfterSeconds, Math.random());
    await this.parts.queue.put({ connectorId, ticketId, retry: failures }, `${messageId}:${failures}`, delay);
    await claim.failed(failures, new Date(Date.now() + delay * 1_000));
  }
}
