import { type QueueName, queues } from '../messaging/queues';
import { ruleIdOf } from '../nucleus/shares-of';
import { isObject, numberOf, stringOf } from '../sync/lenient-json';
import type { MessageSubject } from './dead-letter';

type Body = Record<string, unknown>;

const numberOfItems = (value: unknown) => (Array.isArray(value) ? value.length : 0);
const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

const known = (members: Record<string, string | number | undefined>) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

function groupWork(body: Body, verb: string): MessageSubject {
  const group = stringOf(body.group);
  const findings = counted(numberOfItems(body.uniqueFindings), 'finding');
  return {
    summary: `${verb} the ticket of a group of ${findings}.`,
    ...known({
      ruleId: group === undefined ? undefined : ruleIdOf(group),
      ticketId: stringOf(body.ticketId),
      eventId: stringOf(body.eventId),
    }),
  };
}

const describe: Partial<Record<QueueName, (body: Body) => MessageSubject>> = {
  [queues.scanIngest]: (body) => ({
    summary: `Take in part ${numberOf(body.chunk) ?? '?'} of an event, with ${counted(numberOfItems(body.findings), 'finding')}.`,
    ...known({ eventId: stringOf(body.eventId) }),
  }),
  [queues.ticketCreate]: (body) => groupWork(body, 'Create'),
  [queues.ticketUpdate]: (body) => groupWork(body, 'Update'),
  [queues.autoClose]: (body) => ({
    summary: `Close tickets whose findings are remediated: ${counted(numberOfItems(body.shares), 'finding')}.`,
  }),
  [queues.bulkClose]: (body) => ({
    summary: `Close the tickets of part ${numberOf(body.chunk) ?? '?'} of a bulk operation.`,
    ...known({ operationId: stringOf(body.operationId) }),
  }),
  [queues.ruleBackfill]: (body) => ({
    summary: `Carry a rule to page ${numberOf(body.page) ?? '?'} of the stored findings.`,
    ...known({ ruleId: stringOf(body.ruleId) }),
  }),
  [queues.workItemEvents]: (body) => ({
    summary: `Bring "${stringOf(body.eventType) ?? 'an event'}" of work item ${numberOf(body.workItemId) ?? '?'} into its ticket.`,
    ...known({ connectorId: stringOf(body.connectorId), workItemId: numberOf(body.workItemId) }),
  }),
  [queues.nucleusCallbacks]: (body) => ({
    summary: 'Tell Nucleus what has changed in a ticket.',
    ...known({ connectorId: stringOf(body.connectorId), ticketId: stringOf(body.ticketId) }),
  }),
};

/** Reads what a message is about. A body that nobody can read is said to be that. */
export function messageSubject(queue: QueueName, body: unknown): MessageSubject {
  if (!isObject(body)) return { summary: 'A message that is no JSON object.' };
  return describe[queue]?.(body) ?? { summary: `A message of the queue ${queue}.` };
}
