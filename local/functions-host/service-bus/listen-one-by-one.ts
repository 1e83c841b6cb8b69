import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { errorDetails, log } from '../log';
import type { Listener, ListenerOptions } from './listener';
import { messageData } from './message-body';
import { messageMetadata } from './message-metadata';

/**
 * Calls a function once per message, several at a time, and completes the message afterwards. The SDK does the rest as
 * the real host's does: it renews locks while the function runs, abandons the message if the function throws, and comes
 * back by itself after the broker was gone.
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

  const handle = async (message: ServiceBusReceivedMessage) => {
    const traceParent: unknown = message.applicationProperties?.['Diagnostic-Id'];
    await invoker.run(fn, {
      reason: `message of ${queue}`,
      data: messageData(message.body, binary),
      metadata: messageMetadata(message),
      ...(typeof traceParent === 'string' ? { traceParent } : {}),
    });
    // Not left to the SDK: who stops the host has to know when the message is settled.
    if (autoComplete)
      await receiver.completeMessage(message).catch((error: unknown) => warn(error, 'complete'));
  };

  const subscription = receiver.subscribe(
    {
      processMessage: async (message) => {
        const handled = handle(message);
        handling.add(handled);
        await handled.finally(() => handling.delete(handled));
      },
      processError: ({ error, errorSource }) => {
        // What the function itself threw is logged with its invocation.
        if (errorSource !== 'processMessageCallback') warn(error, errorSource);
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
