import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { errorDetails, log } from '../log';
import type { Listener, ListenerOptions } from './listener';
import { messageData } from './message-body';
import { messageMetadata } from './message-metadata';
import { onePerTurn } from './one-per-turn';

/**
 * Calls a function once per message, several at a time, and completes the message afterwards, or gives it back if the
 * function throws. The SDK does the rest as the real host's does: it renews locks while the function runs, and comes back
 * by itself after the broker was gone.
 */
export function listenOneByOne({ client, queueFunction, settings, invoker }: ListenerOptions): Listener {
  const { fn, queue, binary, autoComplete } = queueFunction;
  const receiver = client.createReceiver(queue, {
    receiveMode: 'peekLock',
    skipParsingBodyAsJson: true,
    maxAutoLockRenewalDurationInMs: settings.maxAutoLockRenewalDuration,
  });
  const handling = new Set<Promise<void>>();
  const warn = (error: unknown, source: string) =>
    log('warning', `Trouble with the queue ${queue}`, { function: fn.name, source, ...errorDetails(error) });

  const settle = onePerTurn();

  const handle = async (message: ServiceBusReceivedMessage) => {
    const traceParent: unknown = message.applicationProperties?.['Diagnostic-Id'];
    const input = {
      reason: `message of ${queue}`,
      data: messageData(message.body, binary),
      metadata: messageMetadata(message),
      ...(typeof traceParent === 'string' ? { traceParent } : {}),
    };
    // What the function throws is logged with its invocation.
    const succeeded = await invoker.run(fn, input).then(
      () => true,
      () => false,
    );
    // Not left to the SDK: who stops the host has to know when the message is settled.
    if (!succeeded) {
      await settle(() => receiver.abandonMessage(message)).catch((error: unknown) => warn(error, 'abandon'));
    } else if (autoComplete) {
      await settle(() => receiver.completeMessage(message)).catch((error: unknown) =>
        warn(error, 'complete'),
      );
    }
  };

  const subscription = receiver.subscribe(
    {
      processMessage: async (message) => {
        const handled = handle(message);
        handling.add(handled);
        await handled.finally(() => handling.delete(handled));
      },
      processError: ({ error, errorSource }) => {
        warn(error, errorSource);
        return Promise.resolve();
      },
    },
    { autoCompleteMessages: false, maxConcurrentCalls: settings.maxConcurrentCalls },
  );
  return {
    stop: async () => {
      await subscription.close();
      await Promise.allSettled(handling);
    },
  };
}
