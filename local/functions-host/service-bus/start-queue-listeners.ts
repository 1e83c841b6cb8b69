import type { ServiceBusClient } from '@azure/service-bus';
import type { ServiceBusSettings } from '../host-json';
import type { Invoker } from '../invoker';
import type { Connection } from './connection';
import { listenInBatches } from './listen-in-batches';
import { listenOneByOne } from './listen-one-by-one';
import type { Listener } from './listener';
import { openClient } from './queue-client';
import type { QueueFunction } from './queue-trigger';

export interface QueueListeners {
  /** Takes no further messages; resolves when those that are being handled are settled. */
  stop(): Promise<void>;
  /** Ends the connections; what is not settled by then comes again. */
  close(): Promise<void>;
}

/** Starts a listener per function; functions on the same connection share a client. */
export async function startQueueListeners(
  queueFunctions: readonly QueueFunction[],
  settings: ServiceBusSettings,
  invoker: Invoker,
): Promise<QueueListeners> {
  const clients = new Map<string, ServiceBusClient>();
  const clientFor = async (connection: Connection) => {
    const key = JSON.stringify(connection);
    const client = clients.get(key) ?? (await openClient(connection));
    clients.set(key, client);
    return client;
  };
  const listeners: Listener[] = [];
  for (const queueFunction of queueFunctions) {
    const listen = queueFunction.batch ? listenInBatches : listenOneByOne;
    listeners.push(
      listen({ client: await clientFor(queueFunction.connection), queueFunction, settings, invoker }),
    );
  }
  return {
    stop: async () => {
      await Promise.all(listeners.map((listener) => listener.stop()));
    },
    close: async () => {
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}
