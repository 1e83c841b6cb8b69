import type { ServiceBusClient } from '@azure/service-bus';
import type { ServiceBusSettings } from '../host-json';
import type { Invoker } from '../invoker';
import type { QueueFunction } from './queue-trigger';

/** What feeds a function from its queue until it is stopped. */
export interface Listener {
  /** Takes no further messages; resolves when those that are being handled are settled. */
  stop(): Promise<void>;
}

export interface ListenerOptions {
  client: ServiceBusClient;
  queueFunction: QueueFunction;
  settings: ServiceBusSettings;
  invoker: Invoker;
}
