import type { AzureDevOpsClient, StateCategory } from '../azure-devops/client';
import {
  NotFoundOrNotVisibleError,
  ProjectNotFoundError,
  WorkItemTypeNotFoundError,
} from '../azure-devops/errors';
import type { Table } from '../storage/table';
import { tableKey } from '../storage/table-key';

/** The category of each state of a work item type, by the state's name. */
type Categories = Record<string, StateCategory>;

export interface StateInWorkflow {
  project: string;
  workItemType: string;
  state: string;
}

const isUnknownType = (error: unknown) =>
  error instanceof WorkItemTypeNotFoundError ||
  error instanceof ProjectNotFoundError ||
  error instanceof NotFoundOrNotVisibleError;

/**
 * What category a state has. Deliveries name states only, and a cold instance must not ask ADO for each of them: what is
 * once learnt of a type is kept in Table Storage. A state that is not known there was added meanwhile, and is asked for.
 */
export class StateCategories {
  /** A cache of this instance of the app. States come and go seldom, and keep their category. */
  private readonly known = new Map<string, Categories>();

  constructor(private readonly table: Table) {}

  /** @returns undefined where ADO does not know the type or the state (any more) */
  async of(
    azureDevOps: AzureDevOpsClient,
    connectorId: string,
    { project, workItemType, state }: StateInWorkflow,
  ): Promise<StateCategory | undefined> {
    const key = { partitionKey: tableKey(connectorId), rowKey: tableKey(project, workItemType) };
    const cacheKey = `${key.partitionKey}|${key.rowKey}`;
    const cached = this.known.get(cacheKey)?.[state];
    if (cached) return cached;
    const stored = (await this.table.get<Categories>(key.partitionKey, key.rowKey))?.value;
    if (stored?.[state]) {
      this.known.set(cacheKey, stored);
      return stored[state];
    }
    const learnt = await this.ask(azureDevOps, { project, workItemType, state });
    if (!learnt) return undefined;
    await this.table.write([{ action: 'upsert', ...key, value: learnt }]);
    this.known.set(cacheKey, learnt);
    return learnt[state];
  }

  private async ask(
    azureDevOps: AzureDevOpsClient,
    { project, workItemType, state }: StateInWorkflow,
  ): Promise<Categories | undefined> {
    const read = async (fresh: boolean): Promise<Categories> => {
      const { states } = await azureDevOps.workItemType(project, workItemType, { fresh });
      return Object.fromEntries(states.map(({ name, category }) => [name, category]));
    };
    try {
      const recent = await read(false);
      return recent[state] ? recent : await read(true);
    } catch (error) {
      // A type that was switched off, a project out of sight: the work item goes on all the same.
      if (isUnknownType(error)) return undefined;
      throw error;
    }
  }
}
