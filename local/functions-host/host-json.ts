import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { timeSpanMs } from './time-span';

/**
 * What host.json says about Service Bus triggers, with the extension's defaults where it is silent. `prefetchCount` is not
 * among it: the JavaScript client has no prefetch.
 */
export interface ServiceBusSettings {
  autoCompleteMessages: boolean;
  /** Messages that one function handles at the same time. */
  maxConcurrentCalls: number;
  /** Messages in one call of a batch function. */
  maxMessageBatchSize: number;
  /** Milliseconds; not for batches. */
  maxAutoLockRenewalDuration: number;
}

export interface HostSettings {
  /** Without slashes at its ends; empty for none. */
  routePrefix: string;
  serviceBus: ServiceBusSettings;
}

type Section = Record<string, unknown>;

const section = (parent: Section, name: string): Section => {
  const value = parent[name];
  return typeof value === 'object' && value !== null ? (value as Section) : {};
};

function positive(from: Section, name: string, otherwise: number): number {
  const value = from[name] ?? otherwise;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw new Error(`host.json: "${name}" has to be a whole number above 0.`);
}

/**
 * Reads the settings this host knows from the text of host.json.
 * Defaults: azure-sdk-for-net, Microsoft.Azure.WebJobs.Extensions.ServiceBus, ServiceBusOptions.cs.
 */
export function readHostSettings(json: string, cores = availableParallelism()): HostSettings {
  const root = JSON.parse(json) as Section;
  if (root.version !== '2.0') throw new Error('host.json: "version" has to be "2.0".');
  const extensions = section(root, 'extensions');
  const serviceBus = section(extensions, 'serviceBus');
  const { routePrefix = 'api' } = section(extensions, 'http');
  const { maxAutoLockRenewalDuration = '00:05:00', autoCompleteMessages = true } = serviceBus;
  if (typeof routePrefix !== 'string') throw new Error('host.json: "routePrefix" has to be text.');
  if (typeof maxAutoLockRenewalDuration !== 'string')
    throw new Error('host.json: "maxAutoLockRenewalDuration" has to be a time span such as 00:05:00.');
  return {
    routePrefix: routePrefix.replace(/^\/+|\/+$/g, ''),
    serviceBus: {
      autoCompleteMessages: autoCompleteMessages !== false,
      maxConcurrentCalls: positive(serviceBus, 'maxConcurrentCalls', 16 * cores),
      maxMessageBatchSize: positive(serviceBus, 'maxMessageBatchSize', 1000),
      maxAutoLockRenewalDuration: timeSpanMs(maxAutoLockRenewalDuration),
    },
  };
}

/** The settings of an app. Without host.json it is no function app. */
export const loadHostSettings = (appFolder: string): HostSettings =>
  readHostSettings(readFileSync(join(appFolder, 'host.json'), 'utf8'));
