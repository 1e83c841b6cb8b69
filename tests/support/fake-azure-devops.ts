import type {
  AzureDevOpsClient,
  Comment,
  NewSubscription,
  Subscription,
  WorkItem,
  WorkItemUpdateOutcome,
} from '../../shared/azure-devops/client';
import {
  NotFoundOrNotVisibleError,
  ReplyLostError,
  RequestRefusedError,
  RevisionConflictError,
  RuleValidationError,
  UnavailableError,
  WorkItemTypeNotFoundError,
} from '../../shared/azure-devops/errors';
import type { JsonPatchOperation } from '../../shared/azure-devops/json-patch';
import { CrashPoint } from './crash';
import { FakeOrganization, type Person, withIdentitiesAsText } from './fake-organization';

/** Our own identity there. */
export const theConnector: Person = {
  id: 'b0000000-0000-4000-8000-000000000002',
  displayName: 'Nucleus connector',
};

/** What is to go wrong with a call: it is not carried out, or its answer is lost. */
export type Fault = 'unavailable' | 'reply-lost' | 'token-refused' | 'type-unknown';

const notThere = () => new NotFoundOrNotVisibleError({ seen: 'Not there.', remedy: 'Look again.' });

/** How many revisions a page of the reporting API holds. */
const pageSize = 5;

/** A client of an organization in memory, with its requests counted, faults on demand, and a process that may die. */
export class FakeAzureDevOps implements AzureDevOpsClient {
  /** Names of the calls made, in order. */
  readonly calls: string[] = [];
  readonly hooks: Subscription[] = [];
  /** What is to go wrong with the next calls. */
  faults: (Fault | undefined)[] = [];
  private hooksMade = 0;

  constructor(
    readonly organization = new FakeOrganization(),
    private readonly crash = new CrashPoint(),
  ) {}

  connectionData = () =>
    this.answer('connectionData', 'read', () => ({
      organizationId: this.organization.id,
      identityId: theConnector.id,
      identityName: theConnector.displayName,
    }));

  organizationProfile = () => this.answer('organizationProfile', 'read', () => ({ name: 'blue-harbor' }));
  projects = () => this.answer('projects', 'read', () => [...this.organization.projects]);
  workItemTypes = () => this.answer('workItemTypes', 'read', () => this.organization.types);
  workItemType = (_project: string, type: string) =>
    this.answer('workItemTypes', 'read', () => this.organization.type(type));
  typeFields = () => this.answer('typeFields', 'read', () => []);
  classificationPathExists = () => this.answer('classificationPathExists', 'read', () => true);

  createWorkItem: AzureDevOpsClient['createWorkItem'] = (project, type, operations) =>
    this.answer('createWorkItem', 'write', () => {
      const item = this.organization.create(project, type, fieldsOf(operations), theConnector);
      addRelations(item, operations);
      return this.show(item.id);
    });

  updateWorkItem: AzureDevOpsClient['updateWorkItem'] = (id, operations) =>
    this.answer('updateWorkItem', 'write', () => this.patch(id, operations));

  updateWorkItems: AzureDevOpsClient['updateWorkItems'] = (updates) =>
    this.answer('updateWorkItems', 'guarded', () =>
      updates.map(({ id, operations }): WorkItemUpdateOutcome => {
        try {
          return { id, ok: true, workItem: this.patch(id, operations) };
        } catch (error) {
          if (error instanceof Error) return { id, ok: false, error };
          throw error;
        }
      }),
    );

  findWorkItem: AzureDevOpsClient['findWorkItem'] = (id) =>
    this.answer('findWorkItem', 'read', () => (this.isThere(id) ? this.show(id) : undefined));

  readWorkItems: AzureDevOpsClient['readWorkItems'] = (ids) =>
    this.answer('readWorkItems', 'read', () =>
      ids.filter((id) => this.isThere(id)).map((id) => this.show(id)),
    );

  isInRecycleBin: AzureDevOpsClient['isInRecycleBin'] = (_project, id) =>
    this.answer('isInRecycleBin', 'read', () => this.organization.workItems.get(id)?.fate === 'deleted');

  /** Finds all of the project; whoever asks reads and chooses. */
  queryWorkItemIds: AzureDevOpsClient['queryWorkItemIds'] = (project) =>
    this.answer('queryWorkItemIds', 'read', () =>
      [...this.organization.workItems.keys()].filter(
        (id) => this.isThere(id) && this.organization.fieldsOf(id)['System.TeamProject'] === project,
      ),
    );

  comments: AzureDevOpsClient['comments'] = (project, id) =>
    this.answer('comments', 'read', () => {
      this.checkIsThere(id);
      if (this.organization.fieldsOf(id)['System.TeamProject'] !== project) throw notThere();
      const comments = this.organization.get(id).comments.map((comment): Comment => ({ ...comment }));
      return { comments, totalCount: comments.length };
    });

  addComment: AzureDevOpsClient['addComment'] = (_project, id, text) =>
    this.answer('addComment', 'write', () => {
      this.checkIsThere(id);
      return { ...this.organization.comment(id, text, theConnector) };
    });

  reportingRevisions: AzureDevOpsClient['reportingRevisions'] = ({ continuationToken, fields }) =>
    this.answer('reportingRevisions', 'read', () => {
      const after = Number(continuationToken ?? 0);
      const changed = [...this.organization.workItems.values()]
        .filter(({ watermark, fate }) => watermark > after && fate !== 'destroyed')
        .sort((a, b) => a.watermark - b.watermark);
      const page = changed.slice(0, pageSize);
      return {
        revisions: page.map((item) => {
          const all = { ...item.revisions.at(-1), 'System.IsDeleted': item.fate === 'deleted' };
          const wanted = Object.entries(all).filter(([name]) => fields?.includes(name) ?? true);
          return {
            id: item.id,
            rev: item.revisions.length,
            fields: withIdentitiesAsText(Object.fromEntries(wanted)),
          };
        }),
        continuationToken: String(page.at(-1)?.watermark ?? after),
        isLastBatch: page.length === changed.length,
      };
    });

  subscriptions = () => this.answer('subscriptions', 'read', () => this.hooks.map((hook) => ({ ...hook })));

  createSubscription: AzureDevOpsClient['createSubscription'] = (wanted) =>
    this.answer('createSubscription', 'write', () => {
      const hook = { ...asAnswered(wanted), id: `hook-${++this.hooksMade}`, status: 'enabled' };
      this.hooks.push(hook);
      return { ...hook };
    });

  replaceSubscription: AzureDevOpsClient['replaceSubscription'] = (id, wanted) =>
    this.answer('replaceSubscription', 'guarded', () => {
      const hook = this.hooks.find((one) => one.id === id);
      if (!hook) throw notThere();
      return { ...Object.assign(hook, asAnswered(wanted)) };
    });

  deleteSubscription: AzureDevOpsClient['deleteSubscription'] = (id) =>
    this.answer('deleteSubscription', 'guarded', () => {
      const position = this.hooks.findIndex((hook) => hook.id === id);
      if (position >= 0) this.hooks.splice(position, 1);
    });

  private answer<T>(name: string, effect: 'read' | 'guarded' | 'write', call: () => T): Promise<T> {
    this.calls.push(name);
    return this.crash.around(() => {
      const fault = this.faults.shift();
      if (fault === 'unavailable') throw new UnavailableError(false, {});
      if (fault === 'type-unknown') throw new WorkItemTypeNotFoundError('Bug', 'Payments', []);
      if (fault === 'token-refused')
        throw new RequestRefusedError('azure-devops-refused', {
          seen: 'No such token.',
          remedy: 'Begin anew.',
        });
      const result = call();
      if (fault === undefined) return result;
      // The client looks what became of a guarded write; a read is simply lost.
      if (effect === 'guarded') return result;
      throw effect === 'read' ? new UnavailableError(true, {}) : new ReplyLostError({});
    });
  }

  private isThere(id: number): boolean {
    return this.organization.workItems.get(id)?.fate === 'there';
  }

  private checkIsThere(id: number): void {
    if (!this.isThere(id)) throw notThere();
  }

  private patch(id: number, operations: readonly JsonPatchOperation[]): WorkItem {
    this.checkIsThere(id);
    const item = this.organization.get(id);
    for (const { op, path, value } of operations) {
      if (op === 'test' && path === '/rev' && value !== item.revisions.length) {
        throw new RevisionConflictError(item.revisions.length, false, { seen: 'Changed.', remedy: 'Read.' });
      }
    }
    const fields = fieldsOf(operations);
    this.checkState(id, fields['System.State']);
    const { 'System.History': history, ...others } = fields;
    addRelations(item, operations);
    if (typeof history === 'string') this.organization.comment(id, history, theConnector, others);
    else this.organization.edit(id, others, theConnector);
    return this.show(id, typeof history === 'string');
  }

  private checkState(id: number, wanted: unknown): void {
    const before = this.organization.fieldsOf(id);
    const { transitions } = this.organization.type(String(before['System.WorkItemType']));
    if (typeof wanted !== 'string' || transitions[String(before['System.State'])]?.includes(wanted)) return;
    const refused = { referenceName: 'System.State', message: 'not in the list of supported values' };
    throw new RuleValidationError([refused], { seen: 'The state is refused.', remedy: 'Choose another.' });
  }

  private show(id: number, commented = false): WorkItem {
    const { revisions, relations, comments } = this.organization.get(id);
    const commentId = comments.at(-1)?.id;
    return {
      id,
      rev: revisions.length,
      fields: structuredClone(revisions.at(-1) ?? {}),
      relations: structuredClone(relations),
      ...(commented && commentId !== undefined ? { commentVersionRef: { commentId, version: 1 } } : {}),
      webUrl: `https://dev.azure.com/blue-harbor/_workitems/edit/${id}`,
    };
  }
}

const fieldsOf = (operations: readonly JsonPatchOperation[]): Record<string, unknown> =>
  Object.fromEntries(
    operations
      .filter(({ path }) => path.startsWith('/fields/'))
      .map(({ path, value }) => [path.slice('/fields/'.length), value]),
  );

function addRelations(
  item: { relations: NonNullable<WorkItem['relations']> },
  operations: readonly JsonPatchOperation[],
): void {
  for (const { path, value } of operations) {
    if (path !== '/relations/-') continue;
    const { rel, url } = value as { rel: string; url: string };
    item.relations.push({ rel, url });
  }
}

const asAnswered = (wanted: NewSubscription) => ({
  ...wanted,
  consumerInputs: { ...wanted.consumerInputs, basicAuthPassword: '********' },
});
