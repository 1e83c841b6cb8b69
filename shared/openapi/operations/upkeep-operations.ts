import type { OperationDescriptions } from '../operation-description';
import { component } from '../schemas/component';

/** What keeps a connector in step: service hooks, callbacks, reconciliation. */
export const upkeepOperations: OperationDescriptions = {
  'get-service-hooks': {
    summary: 'The subscriptions as they are in Azure DevOps, and what is missing or too much.',
    asksAzureDevOps: true,
    answers: { 200: { description: 'The subscriptions.', schema: component('ServiceHooks') } },
  },
  'put-service-hooks': {
    summary: 'Create the subscriptions that are missing and remove our own that are too much.',
    asksAzureDevOps: true,
    answers: {
      200: { description: 'What was done, and how it is now.', schema: component('RepairedServiceHooks') },
    },
  },
  'rotate-webhook-credentials': {
    summary: 'Give the service hooks of a connector new credentials; the former ones hold on for a while.',
    isRepeatable: true,
    asksAzureDevOps: true,
    answers: {
      200: {
        description: 'Since when the new ones hold, and until when the former do.',
        schema: component('WebhookCredentialRotation'),
      },
    },
    problems: ['rotation-in-progress'],
  },
  'rotate-callback-secret': {
    summary: 'A new secret to sign messages to Nucleus with; for a day they carry signatures of both.',
    answers: {
      200: { description: 'The secret, shown this once.', schema: component('CallbackSecretRotation') },
    },
    problems: ['no-callback-url'],
  },
  'redeliver-callbacks': {
    summary: 'Enable the callback endpoint again and send what waits, of one ticket or of all.',
    answers: {
      202: { description: 'How many tickets have something to send.', schema: component('Redelivery') },
    },
    problems: ['no-callback-url', 'queue-unavailable'],
    example: { ticketId: 'a73d8b96-1204' },
  },
  'reconcile-connector': {
    summary: "Bring a connector's tickets in line with Azure DevOps now.",
    asksAzureDevOps: true,
    answers: {
      200: { description: 'What was found and done.', schema: component('ReconciliationReport') },
    },
    problems: ['reconciliation-in-progress'],
  },
  'get-reconciliation': {
    summary: 'What the last reconciliation found and did, and whether one is under way.',
    answers: { 200: { description: 'The last report.', schema: component('Reconciliation') } },
    problems: ['client-secret-missing'],
  },
};
