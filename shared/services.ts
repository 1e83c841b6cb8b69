import { createAzureDevOpsClients } from './azure-devops/create-clients';
import { CallbackPost } from './callbacks/callback-post';
import { createCallbacks } from './callbacks/create-callbacks';
import { UnsentCallbacksStep } from './callbacks/unsent-callbacks-step';
import { config, SettingError } from './config';
import { Health } from './health';
import { ConnectorAccess } from './connectors/connector-access';
import { ConnectorAdministration } from './connectors/connector-administration';
import { ConnectorStore } from './connectors/connector-store';
import { ServiceHooks } from './connectors/service-hooks';
import { ServiceHookHealing } from './connectors/heal-service-hooks';
import { WebhookCredentialRotation } from './connectors/rotate-webhook-credentials';
import { SubscriptionRecords } from './connectors/subscription-records';
import { WebhookCredentialStore } from './connectors/webhook-credential-store';
import { FindingPull } from './pull/finding-pull';
import { NucleusApi } from './pull/nucleus-api';
import { PullStore } from './pull/pull-store';
import { DefenderIntake } from './defender/defender-intake';
import { PackedCveStore } from './defender/packed-cve-store';
import { DeadLetters } from './dead-letters/dead-letters';
import { ParkedMessages } from './dead-letters/parked-messages';
import { ServiceBusDeadLetters } from './messaging/service-bus-dead-letters';
import { ServiceBusQueueSender } from './messaging/service-bus-sender';
import { EventClosings } from './nucleus/event-closings';
import { EventStore } from './nucleus/event-store';
import { likelyExpiryFields, type StatusDialect } from './nucleus/finding';
import { FindingIngest } from './nucleus/finding-ingest';
import { FindingStore } from './nucleus/finding-store';
import { ScanIngest } from './nucleus/ingest-scan';
import { NucleusIntake } from './nucleus/intake';
import { StreamedIntake } from './nucleus/streaming/streamed-intake';
import { StatusEndStore } from './nucleus/status-end-store';
import { StatusEnds } from './nucleus/status-ends';
import { BulkClosure } from './operations/bulk-closure';
import { CloseChunk } from './operations/close-chunk';
import { OperationStore } from './operations/operation-store';
import { createReconciliation } from './reconciliation/create-reconciliation';
import { RuleAdministration } from './rules/rule-administration';
import { RuleBackfill } from './rules/rule-backfill';
import { RulePreview } from './rules/rule-preview';
import { RuleStore } from './rules/rule-store';
import { KeyVaultSecretStore } from './security/key-vault-secret-store';
import type { SecretStore } from './security/secret-store';
import { TableSecretStore } from './security/table-secret-store';
import { Leases } from './storage/lease';
import { createTables } from './storage/table-service';
import { WebhookReceiver } from './sync/webhook-receiver';
import { CommentSync } from './sync/comment-sync';
import { StateCategories } from './sync/state-categories';
import { WorkItemSync } from './sync/work-item-sync';
import { invocationLog } from './telemetry/invocation';
import { AutoClose } from './tickets/auto-close';
import { RuleTicketCreation } from './tickets/create-rule-ticket';
import { CreationCheck } from './tickets/creation-check';
import { CreationClaims } from './tickets/creation-claims';
import { GroupTickets } from './tickets/group-tickets';
import { ManualTickets } from './tickets/manual-tickets';
import { TicketRefreshing } from './tickets/refresh-tickets';
import { RuleShares } from './tickets/rule-share';
import { TicketSuccession } from './tickets/succeed-ticket';
import { TicketTelling } from './tickets/tell-tickets';
import { TicketComments } from './tickets/ticket-comments';
import { TicketContents } from './tickets/ticket-content';
import { TicketCreator } from './tickets/ticket-creator';
import { TicketList } from './tickets/ticket-list';
import { TicketStore } from './tickets/ticket-store';
import { TicketWorkQueue } from './tickets/ticket-work-queue';
import { RuleTicketUpdate } from './tickets/update-rule-ticket';
import { WorkReports } from './tickets/work-reports';

export type Services = ReturnType<typeof createServices>;

/** The composition root: every part is made here, once per instance of the app, and given what it needs. */
function createServices() {
  const table = createTables(config.storage);
  const claims = table('claims');
  const sender = new ServiceBusQueueSender(config.serviceBus);
  const secrets = openSecretStore();
  const dialect = (): StatusDialect => ({
    expiryFields: config.nucleusStatusExpiryFields() ?? likelyExpiryFields,
    furtherRemediated: config.nucleusRemediatedStatuses(),
  });

  const connectors = new ConnectorStore(table('connectors'));
  const callbacks = createCallbacks({
    connectors,
    endpoints: table('connectors'),
    tickets: table('tickets'),
    ticketIndex: table('ticketindex'),
    secrets,
    sender,
    post: new CallbackPost(config.outboundAllowedHosts),
    configuredHosts: config.outboundAllowedHosts,
  });
  const tickets = new TicketStore(table('tickets'), table('ticketindex'), callbacks.outbox);
  const rules = new RuleStore(table('rules'));
  const findings = new FindingStore(table('findings'));
  const events = new EventStore(table('events'));
  const operations = new OperationStore(table('operations'));
  const intake = new NucleusIntake(events, sender, dialect);

  const azureDevOps = createAzureDevOpsClients({
    authorityHost: config.entraAuthorityHost(),
    allowedHosts: config.outboundAllowedHosts(),
    log: invocationLog,
  });
  const connectorAccess = new ConnectorAccess(connectors, secrets, azureDevOps);
  const webhookCredentials = new WebhookCredentialStore(secrets, connectors);
  const subscriptionRecords = new SubscriptionRecords(table('reconciliation'));
  const serviceHooks = new ServiceHooks(webhookCredentials, subscriptionRecords, config.publicBaseUrl);
  const leases = new Leases(table('reconciliation'));
  const rotation = new WebhookCredentialRotation(webhookCredentials, serviceHooks, leases);

  const parked = new ParkedMessages(table('parked'));

  const stateCategories = new StateCategories(table('workflows'));
  const commentSync = new CommentSync(tickets);

  const creationClaims = new CreationClaims(claims);
  const creator = new TicketCreator(creationClaims, tickets, config.publicBaseUrl);
  const ticketWork = new TicketWorkQueue(sender);
  const groups = new GroupTickets(table('ticketindex'));
  const shares = new RuleShares(findings, rules, ticketWork);
  const reports = new WorkReports(events);
  const contents = new TicketContents(findings);
  const succession = new TicketSuccession(tickets, shares, groups, contents, connectorAccess, creator);
  const refreshing = new TicketRefreshing(tickets, contents, connectorAccess, succession, sender);
  const telling = new TicketTelling(tickets, shares, groups);
  const ruleTicketUpdate = new RuleTicketUpdate(shares, telling, refreshing, sender, reports);

  const statusEndStore = new StatusEndStore(table('statusends'));
  const findingIngest = new FindingIngest(findings, statusEndStore);
  const ruleBackfill = new RuleBackfill(rules, findings, findingIngest, ticketWork, sender);
  const bulkClosure = new BulkClosure(tickets, connectorAccess, operations, sender);
  const reconciliation = createReconciliation({
    table: table('reconciliation'),
    leases,
    connectorAccess,
    tickets,
    categories: stateCategories,
    comments: commentSync,
    claims: creationClaims,
    operations,
    bulkClosure,
    findings,
    rules,
    ticketWork,
    furtherSteps: [new UnsentCallbacksStep(callbacks.unsent)],
  });
  const ruleAdministration = new RuleAdministration(rules, connectorAccess, findings, ruleBackfill);

  return {
    claims,
    sender,
    connectors,
    connectorAccess,
    connectorAdministration: new ConnectorAdministration(
      connectors,
      connectorAccess,
      secrets,
      azureDevOps,
      serviceHooks,
      rules,
      callbacks.administration,
      config.publicBaseUrl,
    ),
    callbacks,
    serviceHooks,
    webhookCredentials,
    webhookCredentialRotation: rotation,
    serviceHookHealing: new ServiceHookHealing(serviceHooks, rotation, reconciliation),
    reconciliation,
    parked,
    deadLetters: new DeadLetters(new ServiceBusDeadLetters(config.serviceBus), parked, sender, tickets),
    webhookReceiver: new WebhookReceiver(connectors, subscriptionRecords, sender),
    workItemSync: new WorkItemSync(tickets, connectorAccess, stateCategories, commentSync),
    tickets,
    ticketList: new TicketList(tickets, connectors),
    manualTickets: new ManualTickets(
      tickets,
      connectorAccess,
      creator,
      new CreationCheck(),
      config.publicBaseUrl,
      dialect,
    ),
    ticketComments: new TicketComments(tickets, connectorAccess, config.publicBaseUrl),
    rules,
    ruleAdministration,
    ruleBackfill,
    rulePreview: new RulePreview(rules, ruleAdministration, findings),
    events,
    health: new Health(table('connectors')),
    intake,
    findingPull: new FindingPull(new PullStore(table('pulls')), intake, openNucleusApi),
    streamedIntake: new StreamedIntake(events, sender, dialect),
    defenderIntake: new DefenderIntake(
      intake,
      new PackedCveStore(table('packedcves')),
      config.defenderFiling,
    ),
    scanIngest: new ScanIngest(
      findingIngest,
      rules,
      events,
      ticketWork,
      new EventClosings(events, ticketWork),
    ),
    statusEnds: new StatusEnds(statusEndStore, findingIngest, rules, ticketWork, sender),
    ruleTicketCreation: new RuleTicketCreation(
      shares,
      groups,
      contents,
      connectorAccess,
      creator,
      ruleTicketUpdate,
      reports,
    ),
    ruleTicketUpdate,
    operations,
    bulkClosure,
    closeChunk: new CloseChunk(operations, tickets, connectorAccess),
    autoClose: new AutoClose(shares, ruleTicketUpdate, sender, reports),
  };
}

/** Asked for only where the pull is configured. */
function openNucleusApi(): NucleusApi {
  const access = config.nucleusPull();
  if (!access) throw new SettingError('The settings NUCLEUS_API_URL and NUCLEUS_API_KEY are missing.');
  return new NucleusApi(access);
}

function openSecretStore(): SecretStore {
  const settings = config.secretStore();
  if (settings.kind === 'key-vault') return new KeyVaultSecretStore(() => settings);
  return new TableSecretStore(createTables(config.storage)('secrets'), () => settings.key);
}

/** One per instance of the app, made by the first invocation. */
let services: Services | undefined;

export const getServices = (): Services => (services ??= createServices());
