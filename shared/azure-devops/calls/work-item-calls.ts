import { inParallel } from '../../in-parallel';
import { listAt } from '../answers/json-values';
import { toWorkItem } from '../answers/to-work-item';
import type { AzureDevOpsClient, WorkItem } from '../client';
import {
  NotFoundOrNotVisibleError,
  RelationAlreadyExistsError,
  RevisionConflictError,
  RuleValidationError,
} from '../errors';
import type { JsonPatchOperation } from '../json-patch';
import { loadOfficialClient } from '../official-client/load';
import { address, segment } from '../transport/address';
import type { Transport } from '../transport/transport';
import { didOurWriteHappen } from './did-our-write-happen';
import { chunksOf, mostPerRequest } from './chunks';
import { onlyAddsLinks, writeEffect } from './write-effect';

type WorkItemCalls = Pick<
  AzureDevOpsClient,
  | 'createWorkItem'
  | 'updateWorkItem'
  | 'findWorkItem'
  | 'readWorkItems'
  | 'isInRecycleBin'
  | 'queryWorkItemIds'
>;

/**
 * Work items one by one, and reading many.
 * @param onStateRefused what is known of the workflow is out of date
 */
export function workItemCalls(transport: Transport, onStateRefused: () => void): WorkItemCalls {
  const { organizationUrl } = transport;

  const watchingStates = async (write: () => Promise<unknown>, isDryRun = false): Promise<WorkItem> => {
    try {
      return toWorkItem(await write(), organizationUrl);
    } catch (error) {
      // A dry run asks what is not known: that it is refused says nothing about what is.
      if (!isDryRun && error instanceof RuleValidationError && error.concerns('System.State'))
        onStateRefused();
      throw error;
    }
  };

  const patch = (id: number, operations: JsonPatchOperation[], validateOnly?: true, signal?: AbortSignal) =>
    watchingStates(async () => {
      const { workItemTracking } = await loadOfficialClient();
      const api = workItemTracking(transport, { effect: writeEffect(operations, validateOnly), signal });
      return api.updateWorkItem(undefined, operations, id, undefined, validateOnly);
    });

  const find = async (id: number, withRelations = false): Promise<WorkItem | undefined> => {
    const { workItemTracking, WorkItemExpand } = await loadOfficialClient();
    const api = workItemTracking(transport, { effect: 'none' });
    const expand = withRelations ? WorkItemExpand.Relations : undefined;
    const found = await unlessNotFound(api.getWorkItem(id, undefined, undefined, expand));
    return found === undefined ? undefined : toWorkItem(found, organizationUrl);
  };

  const readSome = async (ids: number[], fields: string[] | undefined, withRelations: boolean) => {
    // Fields and expansion exclude each other (facts: azure-devops.md section 2).
    const wanted = withRelations ? { $expand: 'relations' } : { fields };
    const { body } = await transport.send({
      method: 'POST',
      url: address(organizationUrl, '_apis/wit/workitemsbatch'),
      body: { ids, errorPolicy: 'omit', ...wanted },
      effect: 'none',
    });
    return listAt(body, 'value')
      .filter((entry) => entry !== null)
      .map((entry) => toWorkItem(entry, organizationUrl));
  };

  return {
    createWorkItem: (project, type, operations, { validateOnly, signal } = {}) =>
      watchingStates(async () => {
        const { workItemTracking } = await loadOfficialClient();
        const api = workItemTracking(transport, { effect: validateOnly ? 'none' : 'once', signal });
        segment(project);
        return api.createWorkItem(undefined, operations, project, type, validateOnly ? true : undefined);
      }, validateOnly),

    updateWorkItem: async (id, operations, { validateOnly, signal } = {}) => {
      try {
        return await patch(id, operations, validateOnly ? true : undefined, signal);
      } catch (error) {
        const linkIsThere = error instanceof RelationAlreadyExistsError && onlyAddsLinks(operations);
        const mayBeOurs = error instanceof RevisionConflictError && error.afterLostReply;
        if (!linkIsThere && !mayBeOurs) throw error;
        const now = await find(id);
        if (now !== undefined && (linkIsThere || didOurWriteHappen(operations, now))) return now;
        throw error;
      }
    },

    findWorkItem: (id, options) => find(id, options?.expandRelations),

    readWorkItems: async (ids, options = {}) => {
      const pages = await inParallel(chunksOf([...new Set(ids)], mostPerRequest), 2, (chunk) =>
        readSome(chunk, options.fields, options.expandRelations === true),
      );
      return pages.flat();
    },

    isInRecycleBin: async (project, id) => {
      const url = address(organizationUrl, `${segment(project)}/_apis/wit/recyclebin/${id}`);
      return (await unlessNotFound(transport.send({ method: 'GET', url, effect: 'none' }))) !== undefined;
    },

    queryWorkItemIds: async (project, wiql, { timePrecision, top } = {}) => {
      const { workItemTracking } = await loadOfficialClient();
      segment(project);
      const api = workItemTracking(transport, { effect: 'none' });
      const result = await api.queryByWiql({ query: wiql }, { project }, timePrecision, top);
      return (result.workItems ?? []).flatMap(({ id }) => id ?? []);
    },
  };
}

async function unlessNotFound<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotFoundOrNotVisibleError) return undefined;
    throw error;
  }
}
