import { isObject } from '../../shared/sync/lenient-json';
import type { Comment, WorkItem, WorkItemType } from '../../shared/azure-devops/client';
import { aWorkItemType, workflows } from './builders/a-work-item-type';

export interface Person {
  id: string;
  displayName: string;
}

/** Somebody who plays the developers' side. */
export const aDeveloper: Person = {
  id: 'd0000000-0000-4000-8000-000000000001',
  displayName: 'Noor Abed',
};

type Fields = Record<string, unknown>;

interface FakeWorkItem {
  id: number;
  revisions: Fields[];
  comments: Comment[];
  relations: NonNullable<WorkItem['relations']>;
  fate: 'there' | 'deleted' | 'destroyed';
  /** Of its newest revision, in the order of the whole organization. */
  watermark: number;
  updates: number;
}

type EventKind = 'created' | 'updated' | 'commented' | 'deleted' | 'restored';

/** What the service-hook events of a change are made of: a delivery for each, in the shape of resource version 5.1. */
export type Delivery = Record<string, unknown>;

const identity = ({ id, displayName }: Person) => ({
  id,
  displayName,
  uniqueName: `${displayName.toLowerCase().replaceAll(' ', '.')}@harbor.example`,
});

/**
 * An organization of Azure DevOps in memory: small, fast and without a socket, for histories by the thousand. It has the
 * rules that sync depends on (facts: azure-devops.md sections 4 to 6): what raises a revision, what comments and their
 * edits look like, the recycle bin, the order of the reporting API. The simulator in local/azure-devops is the whole.
 */
export class FakeOrganization {
  readonly id = 'a0000000-0000-4000-8000-000000000001';
  readonly projects = [
    { id: 'e0000000-0000-4000-8000-000000000001', name: 'Payments' },
    { id: 'e0000000-0000-4000-8000-000000000002', name: 'Web' },
  ];
  readonly types: WorkItemType[] = [
    aWorkItemType(workflows.agileBug),
    aWorkItemType(workflows.agileTask, { name: 'Task' }),
  ];
  readonly workItems = new Map<number, FakeWorkItem>();
  /** Deliveries that nobody has taken yet, in the order of what happened. */
  readonly deliveries: Delivery[] = [];
  private watermark = 0;
  private nextCommentId = 50_000;
  private nextNotification = 1;

  create(project: string, workItemType: string, fields: Fields, by: Person): FakeWorkItem {
    const item: FakeWorkItem = {
      id: 70 + this.workItems.size,
      revisions: [],
      comments: [],
      relations: [],
      fate: 'there',
      watermark: 0,
      updates: 0,
    };
    this.workItems.set(item.id, item);
    const initial = this.type(workItemType).transitions['']?.[0] ?? '';
    this.revise(
      item,
      {
        'System.TeamProject': project,
        'System.WorkItemType': workItemType,
        'System.State': initial,
        ...fields,
      },
      by,
      ['created'],
    );
    return item;
  }

  get(id: number): FakeWorkItem {
    const item = this.workItems.get(id);
    if (!item) throw new Error(`There is no work item ${id}.`);
    return item;
  }

  /** Fields as of the newest revision. */
  fieldsOf(id: number): Fields {
    return this.get(id).revisions.at(-1) ?? {};
  }

  edit(id: number, fields: Fields, by: Person): void {
    this.revise(this.get(id), fields, by, ['updated']);
  }

  comment(id: number, text: string, by: Person, fields: Fields = {}): Comment {
    const item = this.get(id);
    const comment: Comment = {
      id: this.nextCommentId++,
      version: 1,
      text,
      format: 'html',
      createdBy: by.displayName,
      createdById: by.id,
      createdAt: this.now(),
      deleted: false,
    };
    item.comments.push(comment);
    this.revise(item, { ...fields, 'System.History': text }, by, ['updated', 'commented']);
    return comment;
  }

  changeComment(id: number, position: number, text: string | undefined, by: Person): void {
    const item = this.get(id);
    const present = item.comments.filter(({ deleted }) => !deleted);
    const comment = present[position % Math.max(present.length, 1)];
    if (!comment) return;
    Object.assign(comment, {
      version: comment.version + 1,
      text: text ?? '',
      deleted: text === undefined,
      modifiedAt: this.now(),
    });
    this.revise(item, {}, by, ['updated']);
  }

  delete(id: number, by: Person): void {
    const item = this.get(id);
    item.fate = 'deleted';
    this.revise(item, {}, by, ['deleted']);
  }

  restore(id: number, by: Person): void {
    const item = this.get(id);
    item.fate = 'there';
    this.revise(item, {}, by, ['restored']);
  }

  /** For good, and without an event. */
  destroy(id: number): void {
    this.get(id).fate = 'destroyed';
  }

  type(name: string): WorkItemType {
    const type = this.types.find((one) => one.name === name);
    if (!type) throw new Error(`There is no type ${name}.`);
    return type;
  }

  /** Time goes on by a second with every revision. */
  private now(): string {
    return new Date(Date.UTC(2026, 2, 1) + this.watermark * 1_000).toISOString();
  }

  private revise(item: FakeWorkItem, changes: Fields, by: Person, kinds: readonly EventKind[]): void {
    const before = item.revisions.at(-1) ?? {};
    const { 'System.History': _, ...kept } = before;
    this.watermark++;
    const now = this.now();
    const stateMoved =
      changes['System.State'] !== undefined && changes['System.State'] !== before['System.State'];
    const after: Fields = {
      ...kept,
      ...changes,
      ...(stateMoved ? { 'Microsoft.VSTS.Common.StateChangeDate': now } : {}),
      'System.CommentCount': item.comments.filter(({ deleted }) => !deleted).length,
      'System.ChangedBy': identity(by),
      'System.ChangedDate': now,
    };
    item.revisions.push(after);
    item.watermark = this.watermark;
    item.updates++;
    for (const kind of kinds) this.tell(kind, item, before, after, by);
  }

  private tell(kind: EventKind, item: FakeWorkItem, before: Fields, after: Fields, by: Person): void {
    const rev = item.revisions.length;
    const comment = item.comments.at(-1);
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    const changed = [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
    const fields = Object.fromEntries(
      changed.map((name) => [name, { oldValue: before[name], newValue: after[name] }]),
    );
    const reference = kind === 'commented' &&
      comment && { commentVersionRef: { commentId: comment.id, version: 1 } };
    const resource =
      kind === 'updated'
        ? {
            id: item.updates,
            workItemId: item.id,
            rev,
            revisedBy: identity(by),
            fields,
            revision: { id: item.id, rev, fields: after },
          }
        : { id: item.id, rev, fields: after, ...reference };
    const project = this.projects.find(({ name }) => name === after['System.TeamProject']);
    this.deliveries.push({
      subscriptionId: `subscription-${kind}`,
      notificationId: this.nextNotification++,
      eventType: `workitem.${kind}`,
      resource: JSON.parse(JSON.stringify(resource)) as unknown,
      resourceContainers: { account: { id: this.id }, project: { id: project?.id } },
    });
  }
}

/** Identities as text, as the reporting API gives them. */
export const withIdentitiesAsText = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      isObject(value) ? `${String(value.displayName)} <${String(value.uniqueName)}>` : value,
    ]),
  );
