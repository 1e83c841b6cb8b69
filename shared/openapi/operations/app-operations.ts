import { Type } from '@sinclair/typebox';
import type { OperationDescriptions } from '../operation-description';
import { component, listOf } from '../schemas/component';
import { exampleFinding, exampleRecord } from './examples';

const health = component('Health');

/** What other systems send, and what the app says of itself. */
export const appOperations: OperationDescriptions = {
  'nucleus-events': {
    summary:
      'Take an event of Nucleus in: the answer means that it is durable and will be processed, once. As application/x-ndjson it may be large: the event without findings on the first line, then one per line.',
    answers: { 202: { description: 'The event is accepted.', schema: component('EventAccepted') } },
    problems: ['event-id-reused', 'body-incomplete', 'queue-unavailable'],
    example: {
      id: 'scan-501',
      type: 'scan.ingested',
      timestamp: '2026-03-01T08:05:00Z',
      data: {
        project_id: '12',
        scan_id: '501',
        scan_type: 'AZURE',
        scan_date: '2026-03-01 08:00:00',
        findings: [exampleFinding],
      },
    },
  },
  'defender-events': {
    summary: 'Take records of Microsoft Defender for Cloud in, one or many; they go the way of events.',
    isRepeatable: true,
    answers: { 202: { description: 'The records are accepted.', schema: component('RecordsAccepted') } },
    problems: ['event-id-reused', 'queue-unavailable'],
    example: exampleRecord,
  },
  'get-nucleus-event': {
    summary: 'How far the processing of an event is, and what came of it.',
    answers: { 200: { description: 'The progress.', schema: component('EventProgress') } },
  },
  'azure-devops-webhook': {
    summary:
      'Take a delivery of a service hook in; only subscriptions that the connector made know how to call it.',
    answers: {
      202: { description: 'It is in the queue.', schema: component('DeliveryOutcome') },
      200: { description: 'It is of no concern here.', schema: component('DeliveryOutcome') },
    },
    problems: ['queue-unavailable'],
    example: { eventType: 'workitem.updated', publisherId: 'tfs', resource: { workItemId: 1204 } },
  },
  'list-dead-letters': {
    summary: 'What could not be processed, with its reason, of every queue or of one.',
    answers: { 200: { description: 'A page of messages.', schema: listOf(component('DeadLetter')) } },
    problems: ['queue-unavailable'],
  },
  'replay-dead-letters': {
    summary: 'Have messages tried again that could not be processed: some of a queue, or all.',
    answers: { 200: { description: 'How many are tried again.', schema: component('Replayed') } },
    problems: ['queue-unavailable'],
    example: { queue: 'ticket-create', all: true },
  },
  health: {
    summary: 'Whether the app answers and reaches its storage.',
    answers: {
      200: { description: 'All is well.', schema: health },
      503: { description: 'The storage does not answer.', schema: health },
    },
  },
  openapi: {
    summary: 'This document.',
    answers: { 200: { description: 'OpenAPI 3.1.', schema: Type.Object({}) } },
  },
};
