import { randomUUID } from 'node:crypto';
import type { AzureDevOpsClients, OrganizationAccess } from '../azure-devops/client';
import type { CallbackAdministration } from '../callbacks/callback-administration';
import { ConflictError, UnprocessableError } from '../errors';
import { describeError, type Logger } from '../logger';
import type { RuleStore } from '../rules/rule-store';
import type { SecretStore } from '../security/secret-store';
import {
  clientSecretName,
  type Connector,
  type ConnectorChange,
  type ConnectorInput,
  defaultConnectorName,
  withPlainInstanceUrl,
} from './connector';
import type { ConnectorAccess } from './connector-access';
import type { ConnectorStore } from './connector-store';
import { webhookUrlOf } from './connector-view';
import type { Verification } from './credential-check';
import type { ServiceHooks } from './service-hooks';
import { type LearntFromVerification, verifyCredentials } from './verify-credentials';

const accessFrom = (input: ConnectorInput): OrganizationAccess => ({
  ...withPlainInstanceUrl(input),
  clientSecret: () => Promise.resolve(input.clientSecret),
});

/** A connector, and what its messages are signed with if that was made just now: it is shown this once. */
export interface SavedConnector {
  connector: Connector;
  callbackSecret?: string;
}

/** Makes, changes and removes connectors. Nothing is stored before its credentials have been verified. */
export class ConnectorAdministration {
  constructor(
    private readonly connectors: ConnectorStore,
    private readonly access: ConnectorAccess,
    private readonly secrets: SecretStore,
    private readonly clients: AzureDevOpsClients,
    private readonly serviceHooks: ServiceHooks,
    private readonly rules: RuleStore,
    private readonly callbacks: CallbackAdministration,
    private readonly publicBaseUrl: () => string,
  ) {}

  /** Verify Credentials for what was entered; stores nothing. */
  async verify(input: ConnectorInput): Promise<Verification> {
    this.clients.forget(input);
    return (await verifyCredentials(this.clients, accessFrom(input), this.probeUrl())).verification;
  }

  /** Verify Credentials for a stored connector. @throws NotFoundError */
  async verifyStored(connectorId: string): Promise<Verification> {
    const connector = await this.connectors.get(connectorId);
    this.clients.forget(connector);
    return (await verifyCredentials(this.clients, this.access.accessOf(connector), this.probeUrl()))
      .verification;
  }

  /**
   * @throws UnprocessableError connector-verification-failed, with the checks
   * @throws ProblemError callback-url-not-allowed
   */
  async create(input: ConnectorInput, log: Logger): Promise<SavedConnector> {
    this.callbacks.check(input.callbackUrl);
    const learnt = await this.verified(accessFrom(input));
    const now = new Date().toISOString();
    const connector = build(input, learnt, { id: randomUUID(), createdAt: now, updatedAt: now });
    return this.store(connector, input.clientSecret, log);
  }

  /**
   * @throws NotFoundError
   * @throws UnprocessableError connector-verification-failed, with the checks
   * @throws ProblemError callback-url-not-allowed
   */
  async change(connectorId: string, change: ConnectorChange, log: Logger): Promise<SavedConnector> {
    this.callbacks.check(change.callbackUrl);
    const before = await this.connectors.get(connectorId);
    const stored = this.access.accessOf(before).clientSecret;
    const { clientSecret } = change;
    const learnt = await this.verified({
      ...withPlainInstanceUrl(change),
      clientSecret: clientSecret === undefined ? stored : () => Promise.resolve(clientSecret),
    });
    const { id, createdAt } = before;
    const connector = build(change, learnt, { id, createdAt, updatedAt: new Date().toISOString() });
    if (before.organizationId !== connector.organizationId) await this.removeSubscriptions(before, log);
    return this.store(connector, clientSecret, log);
  }

  /**
   * Removes the connector, its secrets and its own subscriptions. Tickets and work items stay.
   * @throws NotFoundError @throws ConflictError connector-in-use
   */
  async delete(connectorId: string, log: Logger): Promise<void> {
    const connector = await this.connectors.get(connectorId);
    const users = (await this.rules.list()).filter((rule) => rule.connectorId === connectorId);
    if (users.length > 0) {
      throw new ConflictError(
        'connector-in-use',
        `These ticketing rules use the connector: ${users.map(({ name }) => `"${name}"`).join(', ')}. Delete or change them first.`,
        { ruleIds: users.map(({ id }) => id) },
      );
    }
    await this.removeSubscriptions(connector, log);
    await this.connectors.delete(connectorId);
    await this.serviceHooks.forget(connector);
    await this.secrets.delete(clientSecretName(connectorId));
    await this.callbacks.forget(connector);
    this.clients.forget(connector);
  }

  /** Nobody's address: should a delivery ever come, it is refused. */
  private probeUrl(): string {
    return webhookUrlOf(this.publicBaseUrl(), 'verification');
  }

  private async verified(access: OrganizationAccess): Promise<LearntFromVerification> {
    this.clients.forget(access);
    const { verification, learnt } = await verifyCredentials(this.clients, access, this.probeUrl());
    if (learnt) return learnt;
    const failed = verification.checks.find(({ status }) => status === 'failed');
    throw new UnprocessableError(
      'connector-verification-failed',
      `${failed?.title ?? 'A check'} failed: ${failed?.detail ?? ''} ${failed?.remedy ?? ''}`.trim(),
      { extensions: { checks: verification.checks } },
    );
  }

  /** Secrets first, row last: a connector that can be read is whole. Subscriptions can be repaired later at any time. */
  private async store(
    connector: Connector,
    clientSecret: string | undefined,
    log: Logger,
  ): Promise<SavedConnector> {
    if (clientSecret !== undefined) await this.secrets.set(clientSecretName(connector.id), clientSecret);
    const callbackSecret = await this.callbacks.prepare(connector);
    await this.connectors.save(connector);
    this.clients.forget(connector);
    await this.callbacks.saved(connector);
    try {
      const done = await this.serviceHooks.ensure(this.access.openFor(connector));
      log.info('service hooks in place', { connectorId: connector.id, ...done });
    } catch (error) {
      log.error('service hooks could not be created', { connectorId: connector.id, ...describeError(error) });
    }
    return { connector, ...(callbackSecret === undefined ? {} : { callbackSecret }) };
  }

  /** A connector whose credentials no longer work can still be removed; ADO disables what nobody answers. */
  private async removeSubscriptions(connector: Connector, log: Logger): Promise<void> {
    try {
      await this.serviceHooks.remove(this.access.openFor(connector));
    } catch (error) {
      log.warn('service hooks could not be removed', { connectorId: connector.id, ...describeError(error) });
    }
  }
}

function build(
  input: ConnectorChange,
  { organizationId, identityId }: LearntFromVerification,
  own: Pick<Connector, 'id' | 'createdAt' | 'updatedAt'>,
): Connector {
  const name = input.name?.trim();
  return {
    ...own,
    name: name === undefined || name === '' ? defaultConnectorName : name,
    description: input.description ?? '',
    instanceUrl: withPlainInstanceUrl(input).instanceUrl,
    organization: input.organization,
    tenantId: input.tenantId.toLowerCase(),
    clientId: input.clientId.toLowerCase(),
    ...(input.callbackUrl === undefined ? {} : { callbackUrl: input.callbackUrl }),
    organizationId,
    identityId,
  };
}
