import { isObject } from '../../../local/azure-devops/http/read-parameters';
import { OfficialSchemas } from './official-schemas';
import { link, set, TestSimulator } from './test-simulator';

/** The folder of the official OpenAPI files (MicrosoftDocs/vsts-rest-api-specs), where there is one. */
const folder = process.env.ADO_SPECS_DIR;

/**
 * Keys that the real service answers with and the files do not know (facts: azure-devops.md section 12), the reporting
 * batch's own properties among them, which the files leave out.
 */
const unlisted = new Set([
  'multilineFieldsFormat',
  'isLocked',
  'values',
  'nextLink',
  'continuationToken',
  'isLastBatch',
]);

/** The answer without those keys. */
function listed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(listed);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !unlisted.has(key));
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, key === 'attributes' || key === 'fields' ? inner : listed(inner)]),
  );
}

const tracking = 'wit/7.1/workItemTracking.json';
const core = 'core/7.1/core.json';
const comments = '{project}/_apis/wit/workItems/{workItemId}/comments';
const preview = 'api-version=7.1-preview.4';

const reads: [file: string, method: string, path: string, request: string, body?: object][] = [
  [core, 'GET', '_apis/projects', '_apis/projects'],
  [core, 'GET', '_apis/projects/{projectId}', '_apis/projects/Shop?includeCapabilities=true'],
  [core, 'GET', '_apis/process/processes', '_apis/process/processes'],
  [
    core,
    'GET',
    '_apis/process/processes/{processId}',
    '_apis/process/processes/adcc42ab-9882-485e-a3ed-7678f01f66bc',
  ],
  [tracking, 'GET', '{project}/_apis/wit/workitems', 'Shop/_apis/wit/workitems?ids=1&$expand=all'],
  [tracking, 'GET', '{project}/_apis/wit/workitems/{id}', 'Shop/_apis/wit/workitems/1?$expand=all'],
  [tracking, 'GET', '{project}/_apis/wit/workitems/${type}', 'Shop/_apis/wit/workitems/$Bug'],
  [
    tracking,
    'POST',
    '{project}/_apis/wit/workitemsbatch',
    'Shop/_apis/wit/workitemsbatch',
    { ids: [1], fields: ['System.Id'] },
  ],
  [tracking, 'GET', '{project}/_apis/wit/workItems/{id}/updates', 'Shop/_apis/wit/workItems/1/updates'],
  [
    tracking,
    'GET',
    '{project}/_apis/wit/workItems/{id}/updates/{updateNumber}',
    'Shop/_apis/wit/workItems/1/updates/2',
  ],
  [
    tracking,
    'GET',
    '{project}/_apis/wit/workItems/{id}/revisions',
    'Shop/_apis/wit/workItems/1/revisions?$expand=all',
  ],
  [
    tracking,
    'GET',
    '{project}/_apis/wit/workItems/{id}/revisions/{revisionNumber}',
    'Shop/_apis/wit/workItems/1/revisions/1',
  ],
  [tracking, 'GET', `${comments}?`, `Shop/_apis/wit/workItems/1/comments?$top=1&${preview}`],
  [
    tracking,
    'POST',
    `${comments}?format={format}`,
    `Shop/_apis/wit/workItems/1/comments?format=markdown&${preview}`,
    { text: 'x @<11112222-3333-4444-5555-666677778888>' },
  ],
  [
    tracking,
    'POST',
    '{project}/{team}/_apis/wit/wiql',
    'Shop/Shop%20Team/_apis/wit/wiql',
    { query: 'SELECT [System.Id] FROM WorkItems ORDER BY [System.Id]' },
  ],
  [
    tracking,
    'GET',
    '{project}/_apis/wit/reporting/workitemrevisions',
    'Shop/_apis/wit/reporting/workitemrevisions',
  ],
  [tracking, 'GET', '{project}/_apis/wit/workitemtypes', 'Shop/_apis/wit/workitemtypes'],
  [tracking, 'GET', '{project}/_apis/wit/workitemtypes/{type}', 'Shop/_apis/wit/workitemtypes/Bug'],
  [
    tracking,
    'GET',
    '{project}/_apis/wit/workitemtypes/{type}/states',
    'Shop/_apis/wit/workitemtypes/Bug/states',
  ],
  [
    tracking,
    'GET',
    '{project}/_apis/wit/workitemtypes/{type}/fields',
    'Shop/_apis/wit/workitemtypes/Bug/fields?$expand=all',
  ],
  [
    tracking,
    'GET',
    '{project}/_apis/wit/workitemtypes/{type}/fields/{field}',
    'Shop/_apis/wit/workitemtypes/Bug/fields/System.State?$expand=allowedValues',
  ],
  [tracking, 'GET', '{project}/_apis/wit/workitemtypecategories', 'Shop/_apis/wit/workitemtypecategories'],
  [
    tracking,
    'GET',
    '{project}/_apis/wit/workitemtypecategories/{category}',
    'Shop/_apis/wit/workitemtypecategories/Microsoft.BugCategory',
  ],
  [tracking, 'GET', '_apis/wit/workitemtransitions', '_apis/wit/workitemtransitions?ids=1'],
  [tracking, 'GET', '{project}/_apis/wit/fields', 'Shop/_apis/wit/fields'],
  [tracking, 'GET', '{project}/_apis/wit/fields/{fieldNameOrRefName}', 'Shop/_apis/wit/fields/System.Title'],
  [tracking, 'GET', '_apis/wit/workitemrelationtypes', '_apis/wit/workitemrelationtypes'],
  [
    tracking,
    'GET',
    '_apis/wit/workitemrelationtypes/{relation}',
    '_apis/wit/workitemrelationtypes/Hyperlink',
  ],
  [tracking, 'GET', '{project}/_apis/wit/classificationnodes', 'Shop/_apis/wit/classificationnodes?$depth=2'],
  [
    tracking,
    'GET',
    '{project}/_apis/wit/classificationnodes/{structureGroup}/{path}',
    'Shop/_apis/wit/classificationnodes/iterations/Sprint%201',
  ],
  [tracking, 'GET', '{project}/_apis/wit/tags', 'Shop/_apis/wit/tags'],
  [tracking, 'GET', '{project}/_apis/wit/tags/{tagIdOrName}', 'Shop/_apis/wit/tags/web'],
  [tracking, 'GET', '{project}/_apis/wit/recyclebin?ids={ids}', 'Shop/_apis/wit/recyclebin?ids=2'],
  [tracking, 'GET', '{project}/_apis/wit/recyclebin', 'Shop/_apis/wit/recyclebin'],
  [tracking, 'GET', '{project}/_apis/wit/recyclebin/{id}', 'Shop/_apis/wit/recyclebin/2'],
  [tracking, 'POST', '{project}/_apis/wit/workitemsdelete', 'Shop/_apis/wit/workitemsdelete', { ids: [3] }],
];

if (folder === undefined) {
  describe('answers against the official OpenAPI files', () => {
    it.skip('are not checked: ADO_SPECS_DIR, the folder of the files, is not set', () => undefined);
  });
} else {
  describe('answers against the official OpenAPI files', () => {
    const simulator = new TestSimulator();
    beforeAll(async () => {
      await simulator.start();
      const bug = await simulator.create(
        'Shop',
        'Bug',
        set('System.Tags', 'web'),
        set('System.History', 'Hi'),
        link('Hyperlink', 'https://x.example'),
      );
      const removed = await simulator.create('Shop', 'Bug', link('System.LinkTypes.Related', bug.url));
      await simulator.create('Shop', 'Bug');
      await simulator.patch(bug.id, set('System.State', 'Done'));
      await simulator.send('DELETE', `Shop/_apis/wit/workitems/${removed.id}`);
    });
    afterAll(() => simulator.stop());

    const files = new Map([tracking, core].map((file) => [file, new OfficialSchemas(folder, file)]));

    it.each(reads)('%s: %s %s', async (file, method, path, request, ...sent) => {
      const { status, body, text } = await simulator.send(method, request, sent[0]);
      expect({ status, text }).toMatchObject({ status: 200 });
      expect(files.get(file)!.differences(method, path, listed(body))).toBeUndefined();
    });
  });
}
