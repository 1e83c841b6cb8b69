import type { Identity } from '../../../local/azure-devops/identity';
import type { Revision, WorkItemChange } from '../../../local/azure-devops/work-item-change';

export const organization = {
  id: '5a0c2c1e-0001-6000-a000-000000000001',
  collectionId: '5a0c2c1e-0002-6000-a000-000000000002',
  name: 'Birchwater',
};

export const project = { id: '5a0c2c1e-0003-6000-a000-000000000003', name: 'Payments' };

export const developer: Identity = {
  id: '5a0c2c1e-0004-6000-a000-000000000004',
  displayName: 'Noor Abed',
  uniqueName: 'noor@birchwater.example',
  descriptor: 'aad.NWEwYzJjMWU',
};

export const aRevision = (fields: Record<string, unknown> = {}, parts: Partial<Revision> = {}): Revision => ({
  id: 7,
  rev: 3,
  fields: {
    'System.AreaPath': 'Payments\\Web',
    'System.WorkItemType': 'Bug',
    'System.State': 'Active',
    'System.Title': 'Fix <b> & "c"',
    'System.Tags': 'nucleus; Urgent',
    'System.AssignedTo': developer,
    'System.ChangedBy': developer,
    'System.Description': undefined,
    ...fields,
  },
  relations: [
    {
      rel: 'Hyperlink',
      url: 'https://tickets.example/1',
      attributes: { name: 'Hyperlink' },
    },
  ],
  multilineFieldsFormat: {},
  ...parts,
});

export const aChange = (change: Partial<WorkItemChange> = {}): WorkItemChange => ({
  kind: 'updated',
  organization,
  project,
  workItemType: 'Bug',
  revision: aRevision(),
  updateNumber: 5,
  changedBy: developer,
  changedFields: {
    'System.State': { oldValue: 'New', newValue: 'Active' },
    'System.AssignedTo': { newValue: developer },
    'System.Description': { oldValue: 'gone' },
  },
  at: new Date('2026-03-01T10:00:00.120Z'),
  ...change,
});
