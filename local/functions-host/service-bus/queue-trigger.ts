import { type AppSettings, resolveSettings } from '../app-settings';
import type { ServiceBusSettings } from '../host-json';
import type { RegisteredFunction } from '../worker/function-app';
import { type Connection, findConnection } from './connection';

/** A function with a Service Bus queue trigger, its options read and its settings looked up. */
export interface QueueFunction {
  fn: RegisteredFunction;
  queue: string;
  connection: Connection;
  /** Several messages in one call. */
  batch: boolean;
  /** The function wants bytes, not text. */
  binary: boolean;
  autoComplete: boolean;
}

export const isServiceBusFunction = ({ trigger }: RegisteredFunction) =>
  trigger.type.toLowerCase() === 'servicebustrigger';

/** @throws if the trigger is for a topic or for sessions, which this host does not serve, or if a setting is missing */
export function toQueueFunction(
  fn: RegisteredFunction,
  { autoCompleteMessages }: Pick<ServiceBusSettings, 'autoCompleteMessages'>,
  settings: AppSettings,
): QueueFunction {
  const {
    queueName,
    connection,
    cardinality,
    dataType,
    isSessionsEnabled,
    autoCompleteMessages: own,
  } = fn.trigger;
  if (typeof queueName !== 'string' || isSessionsEnabled === true)
    throw new Error(
      `The function "${fn.name}" listens to a topic or to sessions; this host serves queues only.`,
    );
  return {
    fn,
    queue: resolveSettings(queueName, settings),
    connection: findConnection(
      typeof connection === 'string' ? resolveSettings(connection, settings) : undefined,
      settings,
    ),
    batch: cardinality === 'many',
    binary: dataType === 'binary',
    autoComplete: typeof own === 'boolean' ? own : autoCompleteMessages,
  };
}
