import {
  ServiceBusClient,
  type ServiceBusReceivedMessage,
  type ServiceBusReceiver,
} from '@azure/service-bus';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningPart, startPart } from '../../../local/child-process';
import type { EntityCounts } from '../../../local/service-bus/entities';
import type { ServiceBusAddresses } from '../../../local/service-bus/options';
import { ensureBuilt } from '../../support/ensure-built';

/** Waits a little, for a test that nothing comes. */
export const shortly = { maxWaitTimeInMs: 250 };

/** A broker in a process of its own with its own journal, and clients to it that are closed with it. */
export class TestBroker {
  private readonly folder = mkdtempSync(join(tmpdir(), 'broker-'));
  private readonly clients: ServiceBusClient[] = [];
  private part: RunningPart<ServiceBusAddresses> | undefined;

  /** @param queues properties by name, as in the configuration of Microsoft's emulator */
  constructor(queues: Record<string, object>) {
    const Queues = Object.entries(queues).map(([Name, Properties]) => ({ Name, Properties }));
    writeFileSync(
      this.configFile,
      JSON.stringify({ UserConfig: { Namespaces: [{ Name: 'tests', Queues }] } }),
    );
  }

  get addresses(): ServiceBusAddresses {
    if (!this.part) throw new Error('The broker has not been started.');
    return this.part.addresses;
  }

  /** Starts it; again, at the same ports, after a kill. */
  async start(): Promise<void> {
    await ensureBuilt();
    const { configFile, part } = this;
    const options = { configFile, journalFile: join(this.folder, 'journal'), port: part?.addresses.port };
    this.part = await startPart('service-bus', options);
  }

  async kill(): Promise<void> {
    await this.part?.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.close()));
    await this.part?.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** @param port of a proxy, if not straight to the broker */
  connect(port = this.addresses.port): ServiceBusClient {
    const connectionString = this.addresses.connectionString.replace(
      String(this.addresses.port),
      String(port),
    );
    const client = new ServiceBusClient(connectionString, { retryOptions: { retryDelayInMs: 50 } });
    this.clients.push(client);
    return client;
  }

  async counts(queue: string): Promise<EntityCounts | undefined> {
    const response = await fetch(this.addresses.controlUrl);
    const counts = (await response.json()) as Record<string, EntityCounts>;
    return counts[queue];
  }

  private get configFile(): string {
    return join(this.folder, 'config.json');
  }
}

/** The next message; waits long enough for whatever the test has set up. */
export async function receiveOne(receiver: ServiceBusReceiver): Promise<ServiceBusReceivedMessage> {
  const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 5_000 });
  if (!message) throw new Error('No message came.');
  return message;
}

/** Exactly this many messages, however many receive calls they come in. */
export async function receiveMany(
  receiver: ServiceBusReceiver,
  count: number,
): Promise<ServiceBusReceivedMessage[]> {
  const messages: ServiceBusReceivedMessage[] = [];
  while (messages.length < count) {
    const more = await receiver.receiveMessages(count - messages.length, { maxWaitTimeInMs: 5_000 });
    if (more.length === 0) throw new Error(`${messages.length} of ${count} messages came.`);
    messages.push(...more);
  }
  return messages;
}

export const bodiesOf = (messages: ServiceBusReceivedMessage[]): unknown[] =>
  messages.map(({ body }): unknown => body);
