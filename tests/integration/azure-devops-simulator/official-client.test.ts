import { getBearerHandler, WebApi } from 'azure-devops-node-api';
import type { ICoreApi } from 'azure-devops-node-api/CoreApi';
import { type JsonPatchDocument, Operation } from 'azure-devops-node-api/interfaces/common/VSSInterfaces';
import {
  TreeStructureGroup,
  WorkItemErrorPolicy,
  WorkItemExpand,
  WorkItemTypeFieldsExpandLevel,
} from 'azure-devops-node-api/interfaces/WorkItemTrackingInterfaces';
import type { IWorkItemTrackingApi } from 'azure-devops-node-api/WorkItemTrackingApi';
import { TestSimulator } from './test-simulator';

/** The unmodified official client finds its way by route discovery and drives a work item through its life. */
describe('azure-devops-node-api against the simulator', () => {
  const simulator = new TestSimulator();
  let tracking: IWorkItemTrackingApi;
  let core: ICoreApi;

  beforeAll(async () => {
    await simulator.start();
    const api = new WebApi(`${simulator.baseUrl}/northwind-boards`, getBearerHandler('dana-token'));
    tracking = await api.getWorkItemTrackingApi();
    core = await api.getCoreApi();
  });
  afterAll(() => simulator.stop());

  const add = (path: string, value: unknown) => ({ op: Operation.Add, path, value });
  const create = (...operations: object[]) =>
    tracking.createWorkItem(
      {},
      [add('/fields/System.Title', 'A leak'), ...operations] as JsonPatchDocument,
      'Pay Desk',
      'Bug',
    );

  it('reads projects and their process', async () => {
    expect((await core.getProjects()).map(({ name }) => name)).toEqual(['Pay Desk', 'Shop', 'Vault', 'Lab']);
    const project = await core.getProject('Pay Desk', true);
    expect(project.capabilities?.processTemplate?.templateName).toBe('Agile');
    expect((await core.getProcesses()).map(({ name }) => name)).toEqual(['Agile', 'Scrum', 'CMMI', 'Basic']);
  });

  it('takes a bug from New over Resolved to Closed, deletes and restores it', async () => {
    const created = await create(add('/fields/Microsoft.VSTS.TCM.ReproSteps', '<p>Steps</p>'));
    const id = created.id!;
    expect(created).toMatchObject({ rev: 1, fields: { 'System.State': 'New', 'System.Reason': 'New' } });
    const state = (name: string, rev: number) =>
      tracking.updateWorkItem(
        {},
        [
          { op: Operation.Test, path: '/rev', value: rev },
          add('/fields/System.State', name),
        ] as JsonPatchDocument,
        id,
      );
    expect((await state('Resolved', 1)).fields).toMatchObject({
      'System.Reason': 'Fixed',
      'Microsoft.VSTS.Common.ResolvedReason': 'Fixed',
    });
    expect((await state('Closed', 2)).fields).toMatchObject({ 'System.Reason': 'Verified' });
    await expect(state('Active', 1)).rejects.toMatchObject({ statusCode: 412 });

    expect(await tracking.getUpdates(id)).toHaveLength(3);
    expect((await tracking.getRevisions(id)).map(({ rev }) => rev)).toEqual([1, 2, 3]);
    expect((await tracking.getRevision(id, 1)).fields?.['System.State']).toBe('New');

    expect(await tracking.deleteWorkItem(id)).toMatchObject({ id, code: 200 });
    expect(await tracking.getWorkItem(id)).toBeNull();
    expect(await tracking.getDeletedWorkItem(id, 'Pay Desk')).toMatchObject({ id, type: 'Bug' });
    await tracking.restoreWorkItem({ isDeleted: false }, id, 'Pay Desk');
    expect(await tracking.getWorkItem(id)).toMatchObject({ id, rev: 5 });
  });

  it('comments, edits and deletes a comment', async () => {
    const { id } = await create();
    const comment = await tracking.addComment({ text: '<b>Seen</b>' }, 'Pay Desk', id!);
    expect(comment).toMatchObject({ text: '<b>Seen</b>', version: 1, workItemId: id });
    const edited = await tracking.updateComment({ text: 'Seen' }, 'Pay Desk', id!, comment.id!);
    expect(edited).toMatchObject({ text: 'Seen', version: 2 });
    expect(await tracking.getComments('Pay Desk', id!)).toMatchObject({
      totalCount: 1,
      comments: [{ text: 'Seen' }],
    });
    await tracking.deleteComment('Pay Desk', id!, comment.id!);
    expect(await tracking.getComments('Pay Desk', id!)).toMatchObject({ totalCount: 0 });
  });

  it('reads many, by ids, in a batch, by a query, by what was reported', async () => {
    const [one, two] = [await create(), await create()];
    const ids = [one.id!, two.id!];
    expect(await tracking.getWorkItems(ids)).toHaveLength(2);
    const batch = { ids: [...ids, 999_999], fields: ['System.Title'], errorPolicy: WorkItemErrorPolicy.Omit };
    expect(await tracking.getWorkItemsBatch(batch)).toMatchObject([{ id: ids[0] }, { id: ids[1] }, null]);
    const query = `SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project AND [System.Id] >= ${ids[0]!} ORDER BY [System.Id] DESC`;
    const found = await tracking.queryByWiql({ query }, { project: 'Pay Desk' });
    expect(found.workItems?.map(({ id }) => id)).toEqual(ids.toReversed());
    const report = await tracking.readReportingRevisionsGet('Pay Desk');
    expect(report.values?.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });

  it('reads types, states, fields, categories, relation types and nodes', async () => {
    const types = await tracking.getWorkItemTypes('Vault');
    expect(types.map(({ name }) => name)).toEqual(expect.arrayContaining(['Bug', 'Change Request', 'Risk']));
    const bug = await tracking.getWorkItemType('Pay Desk', 'Bug');
    expect(bug.transitions?.['']).toMatchObject([{ to: 'New' }]);
    const states = await tracking.getWorkItemTypeStates('Shop', 'Task');
    expect(states.map(({ name, category }) => `${name!}: ${category!}`)).toEqual([
      'To Do: Proposed',
      'In Progress: InProgress',
      'Done: Completed',
      'Removed: Removed',
    ]);
    const severity = await tracking.getWorkItemTypeFieldWithReferences(
      'Pay Desk',
      'Bug',
      'Microsoft.VSTS.Common.Severity',
      WorkItemTypeFieldsExpandLevel.AllowedValues,
    );
    expect(severity.allowedValues).toContain('1 - Critical');
    const hidden = await tracking.getWorkItemTypeCategory('Pay Desk', 'Microsoft.HiddenCategory');
    expect(hidden.workItemTypes?.map(({ name }) => name)).toContain('Test Suite');
    expect(await tracking.getRelationTypes()).toHaveLength(21);
    expect(await tracking.getField('System.Title')).toMatchObject({ referenceName: 'System.Title' });
    const node = await tracking.createOrUpdateClassificationNode(
      { name: 'Week 9' },
      'Pay Desk',
      TreeStructureGroup.Iterations,
    );
    expect(node.path).toBe('\\Pay Desk\\Iteration\\Week 9');
    const tree = await tracking.getClassificationNode(
      'Pay Desk',
      TreeStructureGroup.Iterations,
      undefined,
      2,
    );
    expect(tree.children?.map(({ name }) => name)).toContain('Week 9');
  });

  it('links a child to its parent, and shows it at both ends', async () => {
    const parent = await create();
    const child = await create(
      add('/relations/-', { rel: 'System.LinkTypes.Hierarchy-Reverse', url: parent.url, attributes: {} }),
    );
    const seen = await tracking.getWorkItem(parent.id!, undefined, undefined, WorkItemExpand.Relations);
    expect(seen).toMatchObject({
      rev: 1,
      relations: [{ rel: 'System.LinkTypes.Hierarchy-Forward', url: child.url }],
    });
    expect(child.fields?.['System.Parent']).toBe(parent.id);
  });
});
