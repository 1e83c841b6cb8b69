import type { WorkItemChange } from '../../work-item-change';

/** The work item events of the publisher `tfs`. */
export const eventTypes = [
  'workitem.created',
  'workitem.updated',
  'workitem.commented',
  'workitem.deleted',
  'workitem.restored',
] as const;

export type EventType = (typeof eventTypes)[number];

export const isEventType = (value: unknown): value is EventType => eventTypes.some((type) => type === value);

export const eventTypeOf = (kind: WorkItemChange['kind']): EventType => `workitem.${kind}`;
