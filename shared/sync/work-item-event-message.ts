import { type Static, Type } from '@sinclair/typebox';
import { oneOf } from '../http/schemas';
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

/** What the sync reads of a work item; long texts stay behind, a message holds 256 KB at most. */
const wantedFields: ReadonlySet<string> = new Set([
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
]);

/** A longer comment is read from ADO instead. */
const longestComment = 60_000;

/** Decides what of a delivery goes into the queue. */
export function toWorkItemEventMessage(
  event: WorkItemEvent,
  connectorId: string,
  receivedAt: string,
): WorkItemEventMessage {
  const { eventType, workItemId, rev, fields, revisedById, comment } = event;
  return {
    connectorId,
    receivedAt,
    eventType,
    workItemId,
    ...(rev === undefined ? {} : { rev }),
    ...(fields
      ? { fields: Object.fromEntries(Object.entries(fields).filter(([name]) => wantedFields.has(name))) }
      : {}),
    ...(revisedById === undefined ? {} : { revisedById }),
    ...(comment && comment.text.length <= longestComment
      ? {
          comment: {
            id: comment.id,
            text: comment.text,
            format: comment.format,
            ...(comment.version === undefined ? {} : { version: comment.version }),
          },
        }
      : {}),
  };
}
