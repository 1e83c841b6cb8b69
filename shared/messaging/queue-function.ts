import { app, type InvocationContext } from '@azure/functions';
import type { TSchema } from '@sinclair/typebox';
import { serviceBusConnectionSetting } from '../config';
import { ProblemError } from '../errors';
import { createLogger, describeError, type Logger } from '../logger';
import type { Services } from '../services';
import { chooseTrace } from '../telemetry/choose-trace';
import { inInvocation } from '../telemetry/invocation';
import { traceParentIn } from '../telemetry/message-trace';
import type { QueueName } from './queues';
import { retryDelaySeconds } from './retry-delay';

/** Every message may say how often it was tried. */
interface Attempted {
  attempt?: number;
}

export interface QueueCall<Message> {
  message: Message;
  services: Services;
  log: Logger;
}

interface QueueFunction<Message> {
  queue: QueueName;
  /** What a message must look like; one that does not is put aside, where it can be seen. */
  schema: () => Promise<TSchema>;
  handle: (call: QueueCall<Message>) => Promise<void>;
}

/**
 * Registers a function of a queue. Handlers are idempotent: a message may come twice, late, or after a crash. A failure
 * that waiting can cure is tried again by a scheduled copy (sent before the original is completed, so that a crash
 * between the two repeats the work and loses nothing). One that nothing cures is parked with its reason: thrown, it would
 * come ten times at once before it ended in the dead letters, and without a reason. What nobody foresaw is thrown.
 */
export function queueFunction<Message extends object>(
  name: string,
  definition: QueueFunction<Message>,
): void {
  const { queue, schema, handle } = definition;
  const handler = async (message: unknown, context: InvocationContext): Promise<void> => {
    const metadata = context.triggerMetadata ?? {};
    const carried = traceParentIn(metadata.applicationProperties);
    const trace = chooseTrace(carried, context.traceContext?.traceParent);
    const log = createLogger(context, {
      function: name,
      traceId: trace.traceId,
      messageId: metadata.messageId,
      correlationId: metadata.correlationId,
      deliveryCount: metadata.deliveryCount,
    });
    await inInvocation({ trace, log }, () => take(message, log));
  };
  const take = async (message: unknown, log: Logger): Promise<void> => {
    // The validator is large: loaded by the first message, not at start.
    const { fits } = await import('../http/validate');
    const { getServices } = await import('../services');
    const services = getServices();
    if (!fits(await schema(), message)) {
      log.error('message parked', { reason: 'message-unreadable' });
      const detail = `The message does not fit what the queue ${queue} holds.`;
      await services.parked.park({ queue, body: message, reason: 'message-unreadable', detail, attempts: 1 });
      return;
    }
    const body = message as Message & Attempted;
    try {
      await handle({ message: body, services, log });
    } catch (error) {
      const attempt = body.attempt ?? 1;
      const delay = retryDelaySeconds(error, attempt);
      log.warn('message failed', { ...describeError(error), attempt, retryAfterSeconds: delay });
      if (delay !== undefined) {
        await services.sender.send(queue, [
          { body: { ...body, attempt: attempt + 1 }, scheduledFor: new Date(Date.now() + delay * 1000) },
        ]);
        return;
      }
      if (!(error instanceof ProblemError)) throw error;
      const { code: reason } = error.details;
      log.error('message parked', { reason, attempt });
      await services.parked.park({ queue, body, reason, detail: error.message, attempts: attempt });
    }
  };
  app.serviceBusQueue(name, { queueName: queue, connection: serviceBusConnectionSetting, handler });
}
