import type { ConnectorStore } from '../connectors/connector-store';
import type { QueueSender } from '../messaging/queue-sender';
import type { SecretStore } from '../security/secret-store';
import type { Table } from '../storage/table';
import { CallbackAdministration } from './callback-administration';
import type { CallbackPost } from './callback-post';
import { CallbackQueue } from './callback-queue';
import { CallbackSender } from './callback-sender';
import { CallbackTargets } from './callback-targets';
import { EndpointStore } from './endpoint-store';
import { Outbox } from './outbox';
import { PendingIndex } from './pending-index';
import { SigningSecretStore } from './signing-secrets';
import { TicketOutbox } from './ticket-outbox';
import { UnsentCallbacks } from './unsent-callbacks';

/** What callbacks rest on. */
export interface CallbackSurroundings {
  connectors: Pick<ConnectorStore, 'find'>;
  /** Where the health of endpoints is kept. */
  endpoints: Table;
  tickets: Table;
  ticketIndex: Table;
  secrets: SecretStore;
  sender: QueueSender;
  post: Pick<CallbackPost, 'post'>;
  /** OUTBOUND_ALLOWED_HOSTS */
  configuredHosts: () => readonly string[];
}

/** Everything about messages to Nucleus, put together. */
export function createCallbacks(around: CallbackSurroundings) {
  const targets = new CallbackTargets(around.connectors);
  const endpoints = new EndpointStore(around.endpoints);
  const secrets = new SigningSecretStore(around.secrets);
  const outbox = new Outbox(around.tickets);
  const index = new PendingIndex(around.ticketIndex);
  const queue = new CallbackQueue(around.sender);
  const unsent = new UnsentCallbacks(outbox, index, endpoints, queue);
  return {
    /** Of the ticket store. */
    outbox: new TicketOutbox(targets, index, queue),
    /** Of the queue nucleus-callbacks. */
    sender: new CallbackSender({ targets, endpoints, secrets, outbox, index, queue, post: around.post }),
    /** Of reconciliation. */
    unsent,
    /** Of administrators. */
    administration: new CallbackAdministration(targets, endpoints, secrets, unsent, around.configuredHosts),
  };
}
