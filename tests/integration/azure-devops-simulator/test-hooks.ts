import { type Receiver, type Reply, startReceiver } from '../../support/webhook-receiver';
import { TestSimulator } from './test-simulator';

export interface Subscription {
  id: string;
  status: string;
  probationRetries?: number;
  publisherInputs: Record<string, string>;
  consumerInputs: Record<string, string>;
}

export interface Listed<Item> {
  count: number;
  value: Item[];
}

export interface Notification {
  id: number;
  status: string;
  result: string;
  details: { requestAttempts: number; errorMessage?: string; request?: string; response?: string };
}

/** What the control API says of deliveries. */
export interface HookReport {
  drained?: boolean;
  delivered: number;
  failed: number;
  lost: number;
  onProbation: number;
  queued: number;
  attempts: number;
}

export const subscriptions = '_apis/hooks/subscriptions';
const control = '/_simulator/hooks';

/** A simulator with receivers for its service hooks. */
export class TestHooks {
  readonly simulator = new TestSimulator();
  projectId = '';
  private readonly receivers: Receiver[] = [];

  async start(): Promise<void> {
    await this.simulator.start();
    const { body } = await this.simulator.send<Listed<{ id: string; name: string }>>('GET', '_apis/projects');
    this.projectId = body.value.find(({ name }) => name === 'Pay Desk')?.id ?? '';
  }

  /** Deletes all subscriptions, closes all receivers and turns the knobs back. */
  async reset(): Promise<void> {
    const { value } = (await this.simulator.send<Listed<Subscription>>('GET', subscriptions)).body;
    for (const { id } of value) await this.simulator.send('DELETE', `${subscriptions}/${id}`);
    await this.simulator.fetch('DELETE', control);
    await this.drain();
    await this.simulator.fetch('DELETE', control);
    await Promise.all(this.receivers.splice(0).map((receiver) => receiver.close()));
  }

  stop(): Promise<void> {
    return this.simulator.stop();
  }

  async receive(reply?: (count: number) => Reply): Promise<Receiver> {
    const receiver = await startReceiver(reply);
    this.receivers.push(receiver);
    return receiver;
  }

  async turn(knobs: object): Promise<void> {
    const { status, text } = await this.simulator.fetch('PUT', control, { body: knobs });
    if (status !== 200) throw new Error(text);
  }

  async drain(): Promise<HookReport> {
    return (await this.simulator.fetch<HookReport>('POST', `${control}/drain`)).body;
  }

  async report(): Promise<HookReport> {
    return (await this.simulator.fetch<HookReport>('GET', control)).body;
  }

  /** A subscription as it is sent. */
  content(url: string, eventType: string, inputs: object = {}, consumerInputs: object = {}) {
    return {
      publisherId: 'tfs',
      eventType,
      resourceVersion: '1.0',
      consumerId: 'webHooks',
      consumerActionId: 'httpRequest',
      publisherInputs: { projectId: this.projectId, ...inputs },
      consumerInputs: { url, ...consumerInputs },
    };
  }

  async subscribe(...content: Parameters<TestHooks['content']>): Promise<Subscription> {
    const body = this.content(...content);
    const answer = await this.simulator.send<Subscription>('POST', subscriptions, body);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body;
  }

  async read({ id }: Subscription): Promise<Subscription> {
    return (await this.simulator.send<Subscription>('GET', `${subscriptions}/${id}`)).body;
  }

  async historyOf({ id }: Subscription, query = ''): Promise<Notification[]> {
    const path = `${subscriptions}/${id}/notifications${query}`;
    return (await this.simulator.send<Listed<Notification>>('GET', path)).body.value;
  }

  /** Waits until a subscription has a status: compressed time passes by itself. */
  async untilStatus(subscription: Subscription, status: string): Promise<void> {
    const deadline = Date.now() + 10_000;
    while ((await this.read(subscription)).status !== status) {
      if (Date.now() > deadline) throw new Error(`The subscription did not come to be ${status} in time`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
