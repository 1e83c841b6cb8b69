import { messageToSend, resourceToSend } from './detail-level';
import type { Envelope, EventWishes } from './envelope';
import type { EventType } from './event-type';

/**
 * What the Test button sends: the same invented work item for everybody, with oddities that real events do not have
 * (facts: azure-devops.md section 6.6).
 */

export const noSubscription = '00000000-0000-0000-0000-000000000000';

/** The same with every test. */
export const testEventIds: Record<EventType, string> = {
  'workitem.created': 'd2d46fb1-dba5-403c-9373-427583f19e8c',
  'workitem.updated': '27646e0e-b520-4d2b-9411-bba7524947cd',
  'workitem.commented': 'fb2617ed-60df-4518-81fa-749faa6c5cd6',
  'workitem.deleted': '72da0ade-0709-40ee-beb7-104287bf7e84',
  'workitem.restored': '1ca023d6-6cff-49dd-b3d1-302b69311810',
};

const root = 'http://fabrikam-fiber-inc.visualstudio.com/DefaultCollection/_apis/wit';
const item = `${root}/workItems/5`;
const bin = `${root}/recyclebin/5`;
const page =
  'http://fabrikam-fiber-inc.visualstudio.com/web/wi.aspx?id=74e918bf-3376-436d-bd20-8e8c1287f465&id=5';

const fields = {
  'System.AreaPath': 'FabrikamCloud',
  'System.TeamProject': 'FabrikamCloud',
  'System.IterationPath': 'FabrikamCloud\\Release 1\\Sprint 1',
  'System.WorkItemType': 'Bug',
  'System.State': 'New',
  'System.Reason': 'New defect reported',
  'System.CreatedDate': '2014-07-15T17:42:44.663Z',
  'System.CreatedBy': 'Jordan Hartley',
  'System.ChangedDate': '2014-07-15T17:42:44.663Z',
  'System.ChangedBy': 'Jordan Hartley',
  'System.Title': 'Some great new idea!',
  'Microsoft.VSTS.Common.Severity': '3 - Medium',
};

const comment = 'This is a great new idea';

function workItem(type: EventType) {
  const url = type === 'workitem.deleted' ? bin : item;
  return {
    id: 5,
    rev: type === 'workitem.commented' ? 4 : 1,
    fields: { ...fields, ...(type === 'workitem.commented' && { 'System.History': comment }) },
    _links: { self: { href: url }, fields: { href: `${root}/fields` } },
    url,
  };
}

/** Its work item has no number, and its revision numbers are text. */
const update = {
  id: 2,
  workItemId: 0,
  rev: 2,
  revisedBy: null,
  revisedDate: '0001-01-01T00:00:00',
  fields: {
    'System.Rev': { oldValue: '1', newValue: '2' },
    'System.AuthorizedDate': { oldValue: '2014-07-15T16:48:44.663Z', newValue: '2014-07-15T17:42:44.663Z' },
    'System.RevisedDate': { oldValue: '2014-07-15T17:42:44.663Z', newValue: '9999-01-01T00:00:00Z' },
    'System.State': { oldValue: 'New', newValue: 'Approved' },
    'System.Reason': { oldValue: 'New defect reported', newValue: 'Approved by the Product Owner' },
    'System.AssignedTo': { newValue: 'Jordan Hartley' },
    'System.ChangedDate': { oldValue: '2014-07-15T16:48:44.663Z', newValue: '2014-07-15T17:42:44.663Z' },
    'System.Watermark': { oldValue: '2', newValue: '5' },
    'Microsoft.VSTS.Common.Severity': { oldValue: '3 - Medium', newValue: '2 - High' },
  },
  _links: {
    self: { href: `${item}/updates/2` },
    parent: { href: item },
    workItemUpdates: { href: `${item}/updates` },
  },
  url: `${item}/updates/2`,
  revision: { id: 5, rev: 2, fields, url: `${item}/revisions/2` },
};

const sentences: Record<EventType, string> = {
  'workitem.created': 'created by Jordan Hartley.',
  'workitem.updated': 'updated by Jordan Hartley.',
  'workitem.commented': 'commented on by Jordan Hartley.',
  'workitem.deleted': 'deleted by Jordan Hartley.',
  'workitem.restored': 'restored by Jordan Hartley.',
};

function testMessage(type: EventType) {
  const rest = ` (Some great new idea!) ${sentences[type]}`;
  if (type === 'workitem.deleted')
    return { text: `Bug #5${rest}`, html: `Bug #5${rest}`, markdown: `[Bug #5]${rest}` };
  return {
    text: `Bug #5${rest}\r\n(${page})`,
    html: `<a href="${page.replace('&', '&amp;')}">Bug #5</a>${rest}`,
    markdown: `[Bug #5](${page})${rest}`,
  };
}

export function testEvent(type: EventType, notificationId: number, wishes: EventWishes, now: Date): Envelope {
  const { messagesToSend, detailedMessagesToSend, resourceDetailsToSend } = wishes.consumerInputs;
  const message = testMessage(type);
  return {
    subscriptionId: noSubscription,
    notificationId,
    id: testEventIds[type],
    eventType: type,
    publisherId: 'tfs',
    message: messageToSend(message, messagesToSend),
    detailedMessage: messageToSend(message, detailedMessagesToSend),
    resource: resourceToSend(type === 'workitem.updated' ? update : workItem(type), resourceDetailsToSend),
    resourceVersion: wishes.resourceVersion,
    resourceContainers: {
      collection: { id: 'c12d0eb8-e382-443b-9f9c-c52cba5014c2' },
      account: { id: 'f844ec47-a9db-4511-8281-8b63f4eaf94e' },
      project: { id: 'be9b3917-87e6-42a4-a549-2bc06a7a878f' },
    },
    createdDate: now.toISOString(),
  };
}
