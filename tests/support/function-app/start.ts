import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type RunningPart, startPart } from '../../../local/child-process';
import type { ServiceBusAddresses } from '../../../local/service-bus/options';
import type { HostAddresses, HostOptions } from '../../../local/functions-host/host';

export type RunningFixture = RunningPart<HostAddresses>;

export const keys = { functionKey: 'the-function-key', masterKey: 'the-master-key' };

/** Timers of the fixture that would disturb a test are put off to the next year. */
const never = '0 0 0 1 1 *';

/** Starts the host with one of the apps of this folder, or with any other app. */
export function startFixture(
  app: 'commonjs' | 'esm' | 'streaming' | { folder: string },
  { settings, ...options }: Partial<HostOptions> = {},
): Promise<RunningFixture> {
  return startPart<HostAddresses>('functions-host', {
    appFolder: typeof app === 'string' ? resolve('tests/support/function-app', app) : app.folder,
    ...keys,
    ...options,
    settings: { EVERY_SECOND: never, ...settings },
  });
}

/** Starts the broker with the queues of the fixture; what it holds outlives a kill of it. */
export function startFixtureBroker(
  journalFile = join(mkdtempSync(join(tmpdir(), 'fixture-broker-')), 'journal'),
  port = 0,
): Promise<RunningPart<ServiceBusAddresses>> {
  const configFile = resolve('tests/support/function-app/queues.json');
  return startPart<ServiceBusAddresses>('service-bus', { configFile, journalFile, port });
}

type FixtureBroker = RunningPart<ServiceBusAddresses>;

async function countsOf({ addresses }: FixtureBroker, queue: string): Promise<Record<string, number>> {
  const counts = (await (await fetch(addresses.controlUrl)).json()) as Record<string, Record<string, number>>;
  return counts[queue] ?? {};
}

/** Messages of a queue that are not completed, those included that somebody holds. */
export async function heldBy(broker: FixtureBroker, queue: string): Promise<number> {
  const { active = 0, locked = 0 } = await countsOf(broker, queue);
  return active + locked;
}

export async function deadLettersOf(broker: FixtureBroker, queue: string): Promise<number> {
  return (await countsOf(broker, queue)).deadLetter ?? 0;
}

/** The settings with which the fixture listens to that broker. */
export const busSettings = ({ connectionString }: ServiceBusAddresses) => ({
  FIXTURE_BUS: connectionString,
  SINGLE_QUEUE: 'single',
});

/** What a queue or timer function of the fixture was given. */
export interface Seen {
  function: string;
  message?: Record<string, unknown>;
  messages?: Record<string, unknown>[];
  metadata?: Record<string, unknown>;
  timer?: { isPastDue: boolean; scheduleStatus: { last: string; next: string } | null };
}

export async function seenBy({ addresses }: RunningFixture, functionName: string): Promise<Seen[]> {
  const all = (await (await fetch(`${addresses.baseUrl}/api/seen`)).json()) as Seen[];
  return all.filter((one) => one.function === functionName);
}

/** Waits until `look` finds something, and returns it. */
export async function until<T>(
  look: () => Promise<T | undefined | false> | T | undefined | false,
  limitMs = 15_000,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`Not within ${limitMs} ms: ${look.toString()}`);
    await delay(20);
  }
}
