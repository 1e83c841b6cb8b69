import type { OperationDescriptions } from '../operation-description';
import { component, listOf } from '../schemas/component';
import { exampleConnector } from './examples';

const verified = { description: 'What each check saw.', schema: component('Verification') };
const connector = { description: 'The connector.', schema: component('Connector') };
const secretProblems = ['outbound-host-not-allowed', 'client-secret-missing'] as const;

export const connectorOperations: OperationDescriptions = {
  'verify-connector': {
    summary: 'Verify Credentials for what is being entered; nothing is stored.',
    answers: { 200: verified },
    problems: ['outbound-host-not-allowed'],
    example: exampleConnector,
  },
  'verify-stored-connector': {
    summary: 'Verify Credentials for a stored connector.',
    answers: { 200: verified },
    problems: secretProblems,
  },
  'create-connector': {
    summary: 'Save a connector, once its credentials are verified.',
    isRepeatable: true,
    answers: {
      201: {
        ...connector,
        description: 'The connector; the callback secret is shown this once.',
        hasLocation: true,
      },
    },
    problems: ['connector-verification-failed', 'outbound-host-not-allowed', 'callback-url-not-allowed'],
    example: exampleConnector,
  },
  'change-connector': {
    summary: "Replace a connector's settings, once they are verified; without a secret the stored one stays.",
    answers: { 200: connector },
    problems: ['connector-verification-failed', 'callback-url-not-allowed', ...secretProblems],
    example: { ...exampleConnector, description: 'Tickets of the booking teams', clientSecret: undefined },
  },
  'delete-connector': {
    summary: 'Remove a connector with its secrets and subscriptions; its tickets and work items stay.',
    answers: { 204: { description: 'It is gone.' } },
    problems: ['connector-in-use'],
  },
  'get-connector': { summary: 'Read a connector.', answers: { 200: connector } },
  'list-connectors': {
    summary: 'List the connectors.',
    answers: { 200: { description: 'A page of connectors.', schema: listOf(component('Connector')) } },
  },
  'list-projects': {
    summary: 'The projects that the connector sees.',
    asksAzureDevOps: true,
    answers: { 200: { description: 'The projects.', schema: listOf(component('Project')) } },
  },
  'list-work-item-types': {
    summary: 'The work item types of a project.',
    asksAzureDevOps: true,
    answers: { 200: { description: 'The types.', schema: listOf(component('WorkItemType')) } },
  },
  'list-states': {
    summary: 'The states of a type, and which of them a new work item can be given.',
    asksAzureDevOps: true,
    answers: { 200: { description: 'The states.', schema: listOf(component('WorkItemState')) } },
  },
  'list-fields': {
    summary: 'The fields of a type, with the values that each allows.',
    asksAzureDevOps: true,
    answers: { 200: { description: 'The fields.', schema: listOf(component('WorkItemField')) } },
  },
};
