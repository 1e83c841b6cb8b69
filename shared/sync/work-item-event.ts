import { isObject, lookUp, numberOf, stringOf } from './lenient-json';

export const workItemEventTypes = [
  'workitem.created',
  'workitem.updated',
  'workitem.commented',
  'workitem.deleted',
  'workitem.restored',
] as const;

export type WorkItemEventType = (typeof workItemEventTypes)[number];

/** What a service-hook delivery says, whatever resource version and detail level it came in. */
export interface WorkItemEvent {
  eventType: WorkItemEventType;
  eventId: string | undefined;
  subscriptionId: string | undefined;
  notificationId: number | undefined;
  workItemId: number;
  /** undefined where the delivery carries no details. */
  rev: number | undefined;
  /** The work item's fields as of `rev`, by reference name; undefined where the delivery carries none. */
  fields: Record<string, unknown> | undefined;
  /** VSID of who made the revision, where the resource version tells it (facts: azure-devops.md sections 6.3, 6.4). */
  revisedById: string | undefined;
  /** An update that changes no field of its own: what editing and deleting a comment look like (section 6.8). */
  changesNoField: boolean;
  /** The body was made when it was sent, and shows a later revision than the one that it tells the change of. */
  isRenderedLater: boolean;
  /** The comment that a commented (or created) event brings. */
  comment: { id: number; version: number | undefined; text: string; format: 'html' | 'markdown' } | undefined;
  /** GUIDs of the containers that the event came from, lower case. */
  containerIds: string[];
  projectId: string | undefined;
}

/** A delivery that is none of ours to handle, and why. */
export interface IgnoredDelivery {
  ignored: 'test-notification' | 'other-event' | 'no-work-item';
}

/** Constant event ids of the portal's Test button (facts: azure-devops.md section 6.6). */
const testEventIds: ReadonlySet<string> = new Set([
  'd2d46fb1-dba5-403c-9373-427583f19e8c',
  '27646e0e-b520-4d2b-9411-bba7524947cd',
  'fb2617ed-60df-4518-81fa-749faa6c5cd6',
  '72da0ade-0709-40ee-beb7-104287bf7e84',
  '1ca023d6-6cff-49dd-b3d1-302b69311810',
]);

const noSubscription = '00000000-0000-0000-0000-000000000000';

/** Fields that any revision changes (facts: azure-devops.md section 6.8). */
const bookkeeping: ReadonlySet<string> = new Set([
  'System.Rev',
  'System.AuthorizedAs',
  'System.AuthorizedDate',
  'System.ChangedBy',
  'System.ChangedDate',
  'System.CommentCount',
  'System.PersonId',
  'System.RevisedDate',
  'System.Watermark',
]);

const isEventType = (value: unknown): value is WorkItemEventType =>
  workItemEventTypes.some((type) => type === value);

function commentOf(
  workItem: Record<string, unknown>,
  fields: Record<string, unknown> | undefined,
): WorkItemEvent['comment'] {
  const reference = lookUp(workItem, 'commentVersionRef');
  const id = isObject(reference) ? numberOf(lookUp(reference, 'commentId')) : undefined;
  const text = stringOf(fields?.['System.History']);
  if (id === undefined || text === undefined || !isObject(reference)) return undefined;
  const formats = lookUp(workItem, 'multilineFieldsFormat');
  const format = isObject(formats) && lookUp(formats, 'System.History') === 'markdown' ? 'markdown' : 'html';
  return { id, version: numberOf(lookUp(reference, 'version')), text, format };
}

/** A history that only goes away is that of the revision before. */
const isBookkeeping = ([name, change]: [string, unknown]) =>
  bookkeeping.has(name) ||
  (name === 'System.History' && isObject(change) && stringOf(lookUp(change, 'newValue')) === undefined);

function changesNoField(resource: Record<string, unknown>): boolean {
  const changes = lookUp(resource, 'fields');
  const linksChanged = isObject(lookUp(resource, 'relations'));
  return isObject(changes) && !linksChanged && Object.entries(changes).every(isBookkeeping);
}

/** An object names its id; where identities are text, nobody's id is known. */
function identityIdOf(identity: unknown): string | undefined {
  return isObject(identity) ? stringOf(lookUp(identity, 'id'))?.toLowerCase() : undefined;
}

function containersOf(payload: Record<string, unknown>): {
  containerIds: string[];
  projectId: string | undefined;
} {
  const containers = lookUp(payload, 'resourceContainers');
  if (!isObject(containers)) return { containerIds: [], projectId: undefined };
  const idOf = (name: string) => {
    const container = lookUp(containers, name);
    return isObject(container) ? stringOf(lookUp(container, 'id'))?.toLowerCase() : undefined;
  };
  const containerIds = ['collection', 'account', 'server'].flatMap((name) => idOf(name) ?? []);
  return { containerIds, projectId: idOf('project') };
}

/**
 * Reads a delivery (facts: azure-devops.md sections 6.1 to 6.6). Envelope keys are found in any casing. The work item of
 * an updated event is `resource.workItemId`: its `resource.id` counts updates.
 */
export function parseWorkItemEvent(payload: unknown): WorkItemEvent | IgnoredDelivery {
  if (!isObject(payload)) return { ignored: 'other-event' };
  const eventType = lookUp(payload, 'eventType');
  const eventId = stringOf(lookUp(payload, 'id'))?.toLowerCase();
  const subscriptionId = stringOf(lookUp(payload, 'subscriptionId'))?.toLowerCase();
  if (!isEventType(eventType)) return { ignored: 'other-event' };
  if ((eventId !== undefined && testEventIds.has(eventId)) || subscriptionId === noSubscription) {
    return { ignored: 'test-notification' };
  }
  const resource = lookUp(payload, 'resource');
  if (!isObject(resource)) return { ignored: 'no-work-item' };
  const updated = eventType === 'workitem.updated';
  const workItemId =
    numberOf(lookUp(resource, updated ? 'workItemId' : 'id')) ?? numberOf(lookUp(resource, 'workItemId'));
  if (workItemId === undefined || workItemId <= 0) return { ignored: 'no-work-item' };

  const revision = updated ? lookUp(resource, 'revision') : resource;
  const workItem = isObject(revision) ? revision : {};
  const fields = lookUp(workItem, 'fields');
  const known = isObject(fields) ? fields : undefined;
  const ofChange = numberOf(lookUp(resource, 'rev'));
  const rev = numberOf(lookUp(workItem, 'rev')) ?? ofChange;
  return {
    eventType,
    eventId,
    subscriptionId,
    notificationId: numberOf(lookUp(payload, 'notificationId')),
    workItemId,
    rev,
    fields: known,
    revisedById: identityIdOf(lookUp(resource, 'revisedBy')) ?? identityIdOf(known?.['System.ChangedBy']),
    changesNoField: updated && changesNoField(resource),
    isRenderedLater: updated && ofChange !== undefined && ofChange !== rev,
    comment: commentOf(workItem, known),
    ...containersOf(payload),
  };
}
