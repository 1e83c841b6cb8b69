import type { Connector } from '../connectors/connector';
import { UnprocessableError } from '../errors';
import { assertAllowedCallback } from '../security/outbound-callback';
import type { CallbackTargets } from './callback-targets';
import type { EndpointHealth } from './endpoint-health';
import type { EndpointStore } from './endpoint-store';
import type { SigningSecretStore } from './signing-secrets';
import type { UnsentCallbacks } from './unsent-callbacks';

/** How the messages of a connector fare, as the API shows it. */
export interface CallbackView extends EndpointHealth {
  /** Messages that have not been taken yet. */
  pending: number;
  oldestSince?: string;
}

/** Sets up, watches and repairs the way of messages to Nucleus. */
export class CallbackAdministration {
  constructor(
    private readonly targets: CallbackTargets,
    private readonly endpoints: EndpointStore,
    private readonly secrets: SigningSecretStore,
    private readonly unsent: UnsentCallbacks,
    private readonly configuredHosts: () => readonly string[],
  ) {}

  /** @throws ProblemError callback-url-not-allowed */
  check(callbackUrl: string | undefined): void {
    if (callbackUrl !== undefined) assertAllowedCallback(new URL(callbackUrl), this.configuredHosts());
  }

  /** Before a connector is saved. @returns the signing secret if one was made, to be shown once */
  async prepare({ id, callbackUrl }: Connector): Promise<string | undefined> {
    return callbackUrl === undefined ? undefined : this.secrets.ensure(id);
  }

  /** After a connector was saved: its endpoint gets a new chance; what waits is sent, or discarded if nobody wants it. */
  async saved({ id }: Connector): Promise<void> {
    if ((await this.targets.freshUrlOf(id)) !== undefined) await this.endpoints.enable(id);
    await this.unsent.sendNow(id);
  }

  async forget({ id }: Connector): Promise<void> {
    await this.targets.freshUrlOf(id);
    await this.secrets.forget(id);
    await this.endpoints.forget(id);
    await this.unsent.sendNow(id);
  }

  /** undefined when the connector has no callback URL. */
  async view({ id, callbackUrl }: Connector): Promise<CallbackView | undefined> {
    if (callbackUrl === undefined) return undefined;
    const [health, backlog] = await Promise.all([this.endpoints.read(id), this.unsent.backlog(id)]);
    return { ...health, ...backlog };
  }

  /** @throws UnprocessableError no-callback-url */
  async rotateSecret(connector: Connector): Promise<{ secret: string; previousValidUntil?: string }> {
    requireUrl(connector);
    const { secret, previousValidUntil } = await this.secrets.rotate(connector.id);
    return { secret, ...(previousValidUntil === undefined ? {} : { previousValidUntil }) };
  }

  /**
   * Enables the endpoint and sends what waits.
   * @returns how many tickets have something to send
   * @throws UnprocessableError no-callback-url
   */
  async redeliver(connector: Connector, ticketId?: string): Promise<{ tickets: number }> {
    requireUrl(connector);
    await this.endpoints.enable(connector.id);
    return { tickets: await this.unsent.sendNow(connector.id, ticketId) };
  }
}

function requireUrl({ callbackUrl }: Connector): void {
  if (callbackUrl !== undefined) return;
  throw new UnprocessableError(
    'no-callback-url',
    'This connector has no callback URL. Give it one: PUT /api/connectors/{connectorId} with "callbackUrl".',
  );
}
