import { envelope } from '../../../../../local/azure-devops/service-hooks/events/envelope';
import type { ResourceVersion } from '../../../../../local/azure-devops/service-hooks/events/resource-version';
import type { WorkItemChange } from '../../../../../local/azure-devops/work-item-change';
import {
  aChange,
  aRevision,
  developer,
  organization,
  project,
} from '../../../../support/builders/a-work-item-change';

const base = 'http://localhost:1/Birchwater';
const place = { organization, project, baseUrl: base };
const occasion = {
  subscriptionId: '5a0c2c1e-0005-6000-a000-000000000005',
  notificationId: 4,
  eventId: '5a0c2c1e-0006-6000-a000-000000000006',
  createdAt: new Date('2026-03-01T10:00:01.107Z'),
};
const item = `${base}/${project.id}/_apis/wit/workItems/7`;
const person = 'Noor Abed <noor@birchwater.example>';

const render = (
  change: Partial<WorkItemChange> = {},
  resourceVersion: ResourceVersion = '1.0',
  consumerInputs: Record<string, string> = {},
  now = aRevision(),
) => envelope(aChange(change), now, occasion, { resourceVersion, consumerInputs }, place);

describe('envelope', () => {
  it('has the keys of recorded events', () => {
    expect(Object.keys(render())).toEqual([
      'subscriptionId',
      'notificationId',
      'id',
      'eventType',
      'publisherId',
      'message',
      'detailedMessage',
      'resource',
      'resourceVersion',
      'resourceContainers',
      'createdDate',
    ]);
    expect(render()).toMatchObject({
      notificationId: 4,
      id: occasion.eventId,
      eventType: 'workitem.updated',
      publisherId: 'tfs',
      resourceContainers: {
        collection: { id: organization.collectionId, baseUrl: `${base}/` },
        account: { id: organization.id, baseUrl: `${base}/` },
        project: { id: project.id, baseUrl: `${base}/` },
      },
      createdDate: '2026-03-01T10:00:01.1071676Z',
    });
  });

  it('leaves out what the subscription does not want', () => {
    const nothing = { resourceDetailsToSend: 'none', messagesToSend: 'none', detailedMessagesToSend: 'none' };
    expect(render({}, '1.0', nothing)).toMatchObject({
      resource: null,
      message: null,
      detailedMessage: null,
    });
    const least = { resourceDetailsToSend: 'minimal', messagesToSend: 'text' };
    const { resource, message } = render({}, '1.0', least);
    expect(resource).toEqual({ id: 5, workItemId: 7, url: `${item}/updates/5` });
    expect(Object.keys(message ?? {})).toEqual(['text']);
    expect(render({ kind: 'created' }, '1.0', least).resource).toEqual({ id: 7, url: item });
  });
});

describe('the resource of an updated event', () => {
  it('is an entry of the history, around the work item as it is now', () => {
    const { resource } = render({}, '1.0', {}, aRevision({ 'System.State': 'Closed' }, { rev: 6 }));
    expect(Object.keys(resource ?? {})).toEqual([
      'id',
      'workItemId',
      'rev',
      'revisedBy',
      'revisedDate',
      'fields',
      '_links',
      'url',
      'revision',
    ]);
    expect(resource).toMatchObject({
      id: 5,
      workItemId: 7,
      rev: 3,
      revisedBy: { id: developer.id, name: person, descriptor: developer.descriptor, _links: {} },
      revisedDate: '9999-01-01T00:00:00Z',
      _links: {
        self: { href: `${item}/updates/5` },
        html: { href: `${base}/web/wi.aspx?pcguid=${organization.collectionId}&id=7` },
      },
      revision: { id: 7, rev: 6, fields: { 'System.State': 'Closed' }, url: `${item}/revisions/6` },
    });
  });

  it('tells a first value without an old one and a cleared one without a new one', () => {
    expect(render().resource).toHaveProperty('fields', {
      'System.State': { oldValue: 'New', newValue: 'Active' },
      'System.AssignedTo': { newValue: person },
      'System.Description': { oldValue: 'gone' },
    });
  });

  it('may have relations without fields', () => {
    const changedRelations = { added: aRevision().relations };
    const { resource } = render({ changedFields: {}, changedRelations });
    expect(resource).not.toHaveProperty('fields');
    expect(resource).toHaveProperty('relations', changedRelations);
  });

  it.each([
    ['1.0', person, true, true],
    ['1.0-preview.2', person, true, true],
    ['3.1-preview.3', { name: person, displayName: person, uniqueName: person }, false, false],
    [
      '5.1-preview.3',
      expect.objectContaining({ id: developer.id, uniqueName: developer.uniqueName }),
      false,
      true,
    ],
  ] as const)('in version %s', (version, shown, hasRelations, hasDescriptor) => {
    const { resource, resourceVersion } = render({}, version);
    expect(resourceVersion).toBe(version);
    expect(resource).toHaveProperty(['revision', 'fields', 'System.AssignedTo'], shown);
    expect(resource).toHaveProperty(['fields', 'System.AssignedTo', 'newValue'], shown);
    expect(resource).toHaveProperty('revisedBy.id', developer.id);
    if (hasRelations) expect(resource).toHaveProperty('revision.relations');
    else expect(resource).not.toHaveProperty('revision.relations');
    if (hasDescriptor) expect(resource).toHaveProperty('revisedBy.descriptor');
    else expect(resource).not.toHaveProperty('revisedBy.descriptor');
  });
});

describe('the resource of the other events', () => {
  it('is the work item', () => {
    const { resource } = render({ kind: 'created' });
    expect(resource).toMatchObject({
      id: 7,
      rev: 3,
      fields: { 'System.State': 'Active', 'System.AssignedTo': person },
      relations: [{ rel: 'Hyperlink' }],
      multilineFieldsFormat: {},
      url: item,
    });
    expect(resource).toHaveProperty('_links.html');
    expect(resource).not.toHaveProperty(['fields', 'System.Description']);
  });

  it('carries the comment of the event, though the work item has gone on', () => {
    const revision = aRevision({}, { commentVersionRef: { commentId: 123, version: 1 } });
    const change = { kind: 'commented', comment: '<div>Fixed</div>', revision } as const;
    const { resource } = render(change, '1.0', {}, aRevision({}, { rev: 9 }));
    expect(resource).toMatchObject({
      rev: 9,
      fields: { 'System.History': '<div>Fixed</div>' },
      commentVersionRef: { commentId: 123, version: 1, url: `${item}/comments/123/versions/1` },
    });
    expect(resource).not.toHaveProperty('revisedBy');
  });

  it('lies in the recycle bin once deleted, and has no page', () => {
    const { resource, message } = render({ kind: 'deleted' });
    const bin = `${base}/${project.id}/_apis/wit/recyclebin/7`;
    expect(resource).toMatchObject({ id: 7, url: bin, _links: { self: { href: bin } } });
    expect(resource).not.toHaveProperty('_links.html');
    expect(JSON.stringify(message)).not.toMatch('http');
  });
});
