import type { OperationDescriptions } from '../operation-description';
import type { ProblemCode } from '../problem-codes';
import { component, listOf } from '../schemas/component';
import { exampleFinding } from './examples';

const ticket = { description: 'The ticket.', schema: component('TicketDetails') };

/** What ADO may have against the values of a work item. */
const valueProblems: readonly ProblemCode[] = [
  'unknown-state',
  'state-not-reachable',
  'work-item-rule-violated',
  'field-unknown',
  'identity-unknown',
  'tag-refused',
  'area-or-iteration-not-found',
  'name-invalid',
  'azure-devops-refused',
];

export const ticketOperations: OperationDescriptions = {
  'create-ticket': {
    summary: 'Create a work item and its ticket by hand.',
    isRepeatable: true,
    asksAzureDevOps: true,
    answers: { 201: { ...ticket, hasLocation: true } },
    problems: [
      'invalid-finding',
      'connector-not-found',
      'project-not-found',
      'work-item-type-not-found',
      'work-item-type-disabled',
      'creation-in-progress',
      'reply-lost',
      ...valueProblems,
    ],
    example: {
      connectorId: 'a73d8b96',
      project: 'Ferry Bookings',
      workItemType: 'Bug',
      title: 'Outdated TLS library on pay-web-1',
      description: 'Update the library to **3.2** or later.',
      tags: ['nucleus'],
      findings: [exampleFinding],
    },
  },
  'link-ticket': {
    summary: 'Tie findings to a work item that exists already.',
    asksAzureDevOps: true,
    answers: { 201: { ...ticket, hasLocation: true } },
    problems: ['invalid-finding', 'connector-not-found', 'work-item-not-found', 'work-item-linked'],
    example: { connectorId: 'a73d8b96', workItemId: 1204, findings: [exampleFinding] },
  },
  'list-tickets': {
    summary: 'Tickets, the newest first, by the filters that are given.',
    answers: { 200: { description: 'A page of tickets.', schema: listOf(component('Ticket')) } },
  },
  'get-ticket': {
    summary: 'One ticket with the findings behind it, its comments and its timeline.',
    answers: { 200: ticket },
  },
  'move-ticket': {
    summary: "Move a ticket's work item to a state.",
    asksAzureDevOps: true,
    answers: { 200: ticket },
    problems: [
      'ticket-not-active',
      'work-item-not-visible',
      'revision-conflict',
      'reply-lost',
      ...valueProblems,
    ],
    example: { state: 'Closed' },
  },
  'unlink-ticket': {
    summary: 'Let go of the work item, which stays as it is.',
    answers: { 204: { description: 'The ticket is unlinked.' } },
  },
  'list-comments': {
    summary: 'The comments of both sides.',
    answers: { 200: { description: 'The comments.', schema: listOf(component('Comment')) } },
  },
  'post-comment': {
    summary: 'Post a comment to the work item.',
    isRepeatable: true,
    asksAzureDevOps: true,
    answers: { 201: { description: 'The comment.', schema: component('Comment') } },
    problems: ['ticket-not-active', 'work-item-not-visible', 'comment-not-found', 'reply-lost'],
    example: { text: 'Seen again in the scan of *March 3*.', author: 'Security desk' },
  },
  'common-states': {
    summary: 'The states that all selected tickets can be closed to, and why the choice is limited.',
    asksAzureDevOps: true,
    answers: { 200: { description: 'The states.', schema: component('CommonStates') } },
    problems: ['ticket-not-found'],
    example: { ticketIds: ['a73d8b96-1204', 'a73d8b96-1205'] },
  },
  'close-tickets': {
    summary: 'Close many tickets in the background.',
    isRepeatable: true,
    answers: {
      202: {
        description: 'The operation has begun.',
        schema: component('OperationBegun'),
        hasLocation: true,
      },
    },
    problems: ['queue-unavailable', 'too-many-operations'],
    example: { ticketIds: ['a73d8b96-1204', 'a73d8b96-1205'], state: 'Closed' },
  },
  'get-operation': {
    summary: 'How far an operation is, with a result per ticket.',
    answers: { 200: { description: 'The operation.', schema: component('Operation') } },
  },
  'retry-operation': {
    summary: 'Try again the tickets of an operation that failed, and only those.',
    answers: { 202: { description: 'The operation.', schema: component('Operation') } },
    problems: ['queue-unavailable'],
  },
  'cancel-operation': {
    summary: 'Stop an operation: what is under way is finished, the rest stays as it is.',
    answers: { 202: { description: 'The operation.', schema: component('Operation') } },
  },
};
