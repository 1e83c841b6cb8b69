import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import { errorDetails, log } from '../log';
import type { Listener, ListenerOptions } from './listener';
import { batchData } from './message-body';
import { batchMetadata } from './message-metadata';
import { onePerTurn } from './one-per-turn';

const pauseAfterTroubleMs = 1_000;

/**
 * Calls a function with as many messages as are there, one call after the other. A call that throws gives back all its
 * messages. Locks of batches are not renewed. All of it as in azure-sdk-for-net,
 * Microsoft.Azure.WebJobs.Extensions.ServiceBus, ServiceBusListener.RunBatchReceiveLoopAsync.
 */
export function listenInBatches({ client, queueFunction, settings, invoker }: ListenerOptions): Listener {
  const { fn, queue, binary, autoComplete } = queueFunction;
  const receiver = client.createReceiver(queue, {
    receiveMode: 'peekLock',
    skipParsingBodyAsJson: true,
    maxAutoLockRenewalDurationInMs: 0,
  });
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;

  const handle = async (messages: ServiceBusReceivedMessage[]) => {
    const bodies = messages.map(({ body }): unknown => body);
    const input = {
      reason: `${messages.length} messages of ${queue}`,
      data: batchData(bodies, binary),
      metadata: batchMetadata(messages),
    };
    const succeeded = await invoker.run(fn, input).then(
      () => true,
      () => false,
    );
    if (!succeeded) await settle(messages, (message) => receiver.abandonMessage(message));
    else if (autoComplete) await settle(messages, (message) => receiver.completeMessage(message));
  };

  const loop = async () => {
    while (!isStopping()) {
      try {
        const messages = await receiveBatch(receiver, settings.maxMessageBatchSize, stopping.signal);
        if (messages.length > 0) await handle(messages);
      } catch (error) {
        if (isStopping()) return;
        log('warning', `Trouble with the queue ${queue}`, { function: fn.name, ...errorDetails(error) });
        await delay(pauseAfterTroubleMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };
  const ended = loop();

  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}

const receiveBatch = (receiver: ServiceBusReceiver, most: number, abortSignal: AbortSignal) =>
  receiver.receiveMessages(most, { maxWaitTimeInMs: 60_000, abortSignal });

/** Tries every message: one whose lock is lost must not keep the others. */
async function settle(
  messages: readonly ServiceBusReceivedMessage[],
  how: (message: ServiceBusReceivedMessage) => Promise<void>,
): Promise<void> {
  const next = onePerTurn();
  const results = await Promise.allSettled(messages.map((message) => next(() => how(message))));
  const [failed] = results.filter((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
