import { app, type InvocationContext } from '@azure/functions';
import type { TSchema } from '@sinclair/typebox';
import { serviceBusConnectionSetting } from '../config';
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
  /** What a message must look like; one that does not is given back until it is a dead letter, where it can be seen. */
  schema: () => Promise<TSchema>;
  handle: (call: QueueCall<Message>) => Promise<void>;
}

class UnreadableMessageError extends Error {
  override readonly name = 'UnreadableMessageError';
}

/**
 * Registers a function of a queue. Handlers are idempotent: a message may come twice, late, or after a crash. A failure
 * that waiting can cure is tried again by a scheduled copy (sent before the original is completed, so that a crash
 * between the two repeats the work and loses nothing); any other is thrown, and ends in the dead letters.
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
    if (!fits(await schema(), message))
      throw new UnreadableMessageError(`A message of ${queue} does not fit its schema.`);
    const body = message as Message & Attempted;
    const { getServices } = await import('../services');
    const services = getServices();
    try {
      await handle({ message: body, services, log });
    } catch (error) {
      const attempt = body.attempt ?? 1;
      const delay = retryDelaySeconds(error, attempt);
      log.warn('message failed', { ...describeError(error), attempt, retryAfterSeconds: delay });
      if (delay === undefined) throw error;
      await services.sender.send(queue, [
        { body: { ...body, attempt: attempt + 1 }, scheduledFor: new Date(Date.now() + delay * 1000) },
      ]);
    }
  };
  app.serviceBusQueue(name, { queueName: queue, connection: serviceBusConnectionSetting, handler });
}
