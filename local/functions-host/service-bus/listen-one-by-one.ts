import { errorDetails, log } from '../log';
import type { Listener, ListenerOptions } from './listener';
import { messageData } from './message-body';
import { messageMetadata } from './message-metadata';

/**
 * Calls a function once per message, several at a time. The SDK does the rest as the real host's does: it renews locks
 * while the function runs, completes the message afterwards, or abandons it if the function throws, and comes back by
 * itself after the broker was gone.
 */
export function listenOneByOne({ client, queueFunction, settings, invoker }: ListenerOptions): Listener {
  const { fn, queue, binary, autoComplete } = queueFunction;
  const receiver = client.createReceiver(queue, {
    receiveMode: 'peekLock',
    skipParsingBodyAsJson: true,
    maxAutoLockRenewalDurationInMs: settings.maxAutoLockRenewalDuration,
  });
  const subscription = receiver.subscribe(
    {
      processMessage: async (message) => {
        const traceParent: unknown = message.applicationProperties?.['Diagnostic-Id'];
        await invoker.run(fn, {
          reason: `message of ${queue}`,
          data: messageData(message.body, binary),
          metadata: messageMetadata(message),
          ...(typeof traceParent === 'string' ? { traceParent } : {}),
        });
      },
      processError: ({ error, errorSource }) => {
        // What the function itself threw is logged with its invocation.
        if (errorSource !== 'processMessageCallback')
          log('warning', `Trouble with the queue ${queue}`, {
            function: fn.name,
            errorSource,
            ...errorDetails(error),
          });
        return Promise.resolve();
      },
    },
    { autoCompleteMessages: autoComplete, maxConcurrentCalls: settings.maxConcurrentCalls },
  );
  return { stop: () => subscription.close() };
}
