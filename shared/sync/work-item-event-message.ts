import { type Static, Type } from '@sinclair/typebox';
import { oneOf } from '../http/schemas';
import { isObject, stringOf } from './lenient-json';
import { type WorkItemEvent, workItemEventTypes } from './work-item-event';

/** Queue work-item-events: one delivery of a service hook, cut down to what the sync looks at. */
export const workItemEventMessageSchema = Type.Object({
  connectorId: Type.String(),
  receivedAt: Type.String(),
  eventType: oneOf(workItemEventTypes),
  workItemId: Type.Integer(),
  rev: Type.Optional(Type.Integer()),
  fields: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  revisedById: Type.Optional(Type.String()),
  changesNoField: Type.Optional(Type.Boolean()),
  isRenderedLater: Type.Optional(Type.Boolean()),
  comment: Type.Optional(
    Type.Object({
      id: Type.Integer(),
      version: Type.Optional(Type.Integer()),
      text: Type.String(),
      format: oneOf(['html', 'markdown']),
    }),
  ),
  attempt: Type.Optional(Type.Integer()),
});

export type WorkItemEventMessage = Static<typeof workItemEventMessageSchema>;

/** What the sync reads of a work item; long texts stay behind. */
export const wantedFields: readonly string[] = [
  'System.TeamProject',
  'System.WorkItemType',
  'System.Title',
  'System.State',
  'System.Reason',
  'System.AssignedTo',
  'System.AreaPath',
  'System.Tags',
  'System.ChangedBy',
  'System.ChangedDate',
  'System.CommentCount',
  'Microsoft.VSTS.Common.Priority',
  'Microsoft.VSTS.Common.StateChangeDate',
];

/** Of an identity: enough to name and to recognise somebody. */
const identityMembers = ['displayName', 'uniqueName', 'name', 'id'];

/** A Standard-tier message has 256 KB; the rest is for its headers. What does not fit is read from ADO instead. */
const mostBytes = 200_000;

/** No field that we keep holds more than text, a number or a person; what a sender nests deeper stays behind. */
function plainValue(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (!isObject(value)) return undefined;
  const members = identityMembers.map((name) => [name, stringOf(value[name])] as const);
  return Object.fromEntries(members.filter(([, text]) => text !== undefined));
}

const plainFields = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    wantedFields
      .filter((name) => Object.hasOwn(fields, name))
      .map((name) => [name, plainValue(fields[name])] as const)
      .filter(([, value]) => value !== undefined),
  );

const fits = (message: WorkItemEventMessage) => Buffer.byteLength(JSON.stringify(message)) <= mostBytes;

/** Decides what of a delivery goes into the queue. */
export function toWorkItemEventMessage(
  event: WorkItemEvent,
  connectorId: string,
  receivedAt: string,
): WorkItemEventMessage {
  const { eventType, workItemId, rev, fields, revisedById, comment } = event;
  const thin: WorkItemEventMessage = {
    connectorId,
    receivedAt,
    eventType,
    workItemId,
    ...(rev === undefined ? {} : { rev }),
    ...(revisedById === undefined ? {} : { revisedById }),
    ...(event.changesNoField ? { changesNoField: true } : {}),
    ...(event.isRenderedLater ? { isRenderedLater: true } : {}),
  };
  const withFields: WorkItemEventMessage = fields ? { ...thin, fields: plainFields(fields) } : thin;
  if (!comment) return fits(withFields) ? withFields : thin;
  const { id, version, text, format } = comment;
  const whole: WorkItemEventMessage = {
    ...withFields,
    comment: { id, text, format, ...(version === undefined ? {} : { version }) },
  };
  return [whole, withFields].find(fits) ?? thin;
}
