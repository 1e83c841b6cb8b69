import type {
  AzureDevOpsClient,
  WorkItem,
  WorkItemType,
  WriteOptions,
} from '../../shared/azure-devops/client';
import type { JsonPatchOperation } from '../../shared/azure-devops/json-patch';
import { ConflictError, UnprocessableError } from '../../shared/errors';
import { CrashPoint } from './crash';

const notNeeded = (): never => {
  throw new Error('Not simulated here; the simulator in local/azure-devops has it.');
};

export interface Identity {
  id: string;
  displayName: string;
}

export const connectorIdentity: Identity = {
  id: 'b0000000-0000-4000-8000-000000000002',
  displayName: 'Connector',
};

/** One revision's effect on who did what last. */
interface StoredItem extends WorkItem {
  stateChangedBy: Identity;
  comments: string[];
}

const refused = (message: string) => new UnprocessableError('azure-devops-refused', message);

/**
 * An organization of one project and one work item type, in memory: revisions, transitions, comments and links, as far as
 * tickets of rules need them. For thousands of histories in seconds; what is checked against the wire goes to the simulator.
 */
export class MemoryAzureDevOps implements AzureDevOpsClient {
  readonly items = new Map<number, StoredItem>();
  /** As the network counts them: a batch is one. */
  requests = 0;
  writes = 0;

  constructor(
    private readonly type: WorkItemType,
    private readonly crash = new CrashPoint(),
  ) {}

  connectionData = notNeeded;
  organizationProfile = notNeeded;
  projects = notNeeded;
  isInRecycleBin = notNeeded;
  comments = notNeeded;
  addComment = notNeeded;
  reportingRevisions = notNeeded;
  subscriptions = notNeeded;
  createSubscription = notNeeded;
  replaceSubscription = notNeeded;
  deleteSubscription = notNeeded;

  workItemTypes(): Promise<WorkItemType[]> {
    return Promise.resolve([this.type]);
  }

  workItemType(project: string, type: string): Promise<WorkItemType> {
    if (type !== this.type.name) throw refused(`${project} has no ${type}.`);
    return Promise.resolve(this.type);
  }

  typeFields() {
    return Promise.resolve([]);
  }

  classificationPathExists(_project: string, _kind: string, path: string): Promise<boolean> {
    return Promise.resolve(!path.includes('Nowhere'));
  }

  createWorkItem(
    project: string,
    type: string,
    operations: JsonPatchOperation[],
    { signal, validateOnly = false }: WriteOptions = {},
  ): Promise<WorkItem> {
    return this.crash.around(() => {
      signal?.throwIfAborted();
      this.requests++;
      const id = this.items.size + 1;
      const item: StoredItem = {
        id,
        rev: 0,
        fields: {
          'System.TeamProject': project,
          'System.WorkItemType': type,
          'System.State': this.type.transitions['']?.[0],
        },
        relations: [],
        webUrl: `https://dev.azure.com/blue-harbor/${project}/_workitems/edit/${id}`,
        stateChangedBy: connectorIdentity,
        comments: [],
      };
      return validateOnly ? item : this.change(item, operations, connectorIdentity);
    });
  }

  updateWorkItem(id: number, operations: JsonPatchOperation[]): Promise<WorkItem> {
    return this.crash.around(() => {
      this.requests++;
      return this.apply(id, operations, connectorIdentity);
    });
  }

  updateWorkItems: AzureDevOpsClient['updateWorkItems'] = (updates) => {
    if (updates.length === 0) return Promise.resolve([]);
    return this.crash.around(() => {
      this.requests += Math.ceil(updates.length / 200);
      return updates.map(({ id, operations }) => {
        try {
          return { id, ok: true as const, workItem: this.apply(id, operations, connectorIdentity) };
        } catch (error) {
          if (error instanceof Error) return { id, ok: false as const, error };
          throw error;
        }
      });
    });
  };

  findWorkItem(id: number): Promise<WorkItem | undefined> {
    return this.crash.around(() => {
      this.requests++;
      const item = this.items.get(id);
      return item && structuredClone(item);
    });
  }

  readWorkItems(ids: readonly number[]): Promise<WorkItem[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.crash.around(() => {
      this.requests += Math.ceil(ids.length / 200);
      return ids.flatMap((id) => {
        const item = this.items.get(id);
        return item ? [structuredClone(item)] : [];
      });
    });
  }

  /** All of ours, the newest first; the query is not read. */
  queryWorkItemIds(): Promise<number[]> {
    return this.crash.around(() => {
      this.requests++;
      return [...this.items.keys()].reverse();
    });
  }

  /** What somebody does in ADO itself. @throws where the workflow does not have the step */
  act(id: number, fields: Record<string, unknown>, by: Identity): WorkItem {
    const operations = Object.entries(fields).map(([name, value]): JsonPatchOperation => ({
      op: 'add',
      path: `/fields/${name}`,
      value,
    }));
    return this.apply(id, operations, by);
  }

  private apply(id: number, operations: JsonPatchOperation[], by: Identity): WorkItem {
    const item = this.items.get(id);
    if (!item) throw refused(`There is no work item ${id}.`);
    return this.change(item, operations, by);
  }

  private change(item: StoredItem, operations: JsonPatchOperation[], by: Identity): WorkItem {
    const next = structuredClone(item);
    for (const { op, path, value } of operations) {
      if (op === 'test' && value !== item.rev)
        throw new ConflictError('revision-conflict', 'Somebody was faster.');
      if (op !== 'add') continue;
      const [, kind, name = ''] = path.split('/');
      if (kind === 'relations') next.relations = [...(next.relations ?? []), value as never];
      else if (kind === 'multilineFieldsFormat')
        next.multilineFieldsFormat = { ...next.multilineFieldsFormat, [name]: String(value).toLowerCase() };
      else if (name === 'System.History') next.comments.push(String(value));
      else {
        if (name === 'System.State' && item.rev > 0) this.move(next, String(value), by);
        next.fields[name] = value;
      }
    }
    next.rev++;
    next.fields['System.Rev'] = next.rev;
    next.fields['System.ChangedBy'] = by;
    this.writes++;
    this.items.set(item.id, next);
    return structuredClone(next);
  }

  private move(item: StoredItem, to: string, by: Identity): void {
    const from = String(item.fields['System.State']);
    if (this.type.transitions[from]?.includes(to) !== true) throw refused(`No step from ${from} to ${to}.`);
    if (from === to) return;
    item.stateChangedBy = by;
    item.fields['Microsoft.VSTS.Common.StateChangeDate'] = new Date(this.writes).toISOString();
  }
}
