import { listAt, textAt } from '../answers/json-values';
import { toTypeField, toWorkItemType } from '../answers/to-work-item-type';
import type { AzureDevOpsClient, TypeField } from '../client';
import { NotFoundOrNotVisibleError, WorkItemTypeNotFoundError } from '../errors';
import type { ExpiringCache } from '../expiring-cache';
import { loadOfficialClient } from '../official-client/load';
import { address, segment } from '../transport/address';
import type { Transport } from '../transport/transport';
import type { WorkItemType } from '../work-item-type';
import { nodePathOf } from './classification-path';

/** What changes seldom and is asked often, per organization and identity. */
export interface MetadataCaches {
  types: ExpiringCache<WorkItemType[]>;
  fields: ExpiringCache<TypeField[]>;
}

/** A type that a cached list lacks may be new: the list is read again if it is older than this. */
const freshEnoughMs = 60_000;

/** The project's work item types, their fields, areas and iterations. */
export function metadataCalls(
  transport: Transport,
  caches: MetadataCaches,
): Pick<AzureDevOpsClient, 'workItemTypes' | 'workItemType' | 'typeFields' | 'classificationPathExists'> {
  const get = async (path: string, query = {}) => {
    const url = address(transport.organizationUrl, path, query);
    return (await transport.send({ method: 'GET', url, effect: 'none' })).body;
  };

  const readTypes = async (project: string): Promise<WorkItemType[]> => {
    const { workItemTracking } = await loadOfficialClient();
    const [types, categories]: [unknown, unknown] = await Promise.all([
      workItemTracking(transport, { effect: 'none' }).getWorkItemTypes(segmentChecked(project)),
      get(`${segment(project)}/_apis/wit/workitemtypecategories`),
    ]);
    const hidden = hiddenTypes(categories);
    return (Array.isArray(types) ? types : [])
      .map(toWorkItemType)
      .filter(({ name }) => !hidden.has(name.toLowerCase()));
  };

  const types = (project: string, youngerThanMs?: number) =>
    caches.types.get(project.toLowerCase(), () => readTypes(project), youngerThanMs);

  const readFields = async (project: string, type: string): Promise<TypeField[]> => {
    const { workItemTracking, WorkItemTypeFieldsExpandLevel } = await loadOfficialClient();
    const fields: unknown = await workItemTracking(transport, {
      effect: 'none',
    }).getWorkItemTypeFieldsWithReferences(
      segmentChecked(project),
      segmentChecked(type),
      WorkItemTypeFieldsExpandLevel.AllowedValues,
    );
    return Array.isArray(fields) ? fields.map(toTypeField) : [];
  };

  return {
    workItemTypes: (project, { fresh = false } = {}) => types(project, fresh ? 0 : undefined),

    workItemType: async (project, type, { fresh = false } = {}) => {
      const find = (list: WorkItemType[]) =>
        list.find(({ name, isDisabled }) => !isDisabled && name.toLowerCase() === type.toLowerCase());
      const known = find(await types(project, fresh ? 0 : undefined));
      if (known !== undefined) return known;
      const all = await types(project, fresh ? undefined : freshEnoughMs);
      const found = find(all);
      if (found !== undefined) return found;
      const usable = all.filter(({ isDisabled }) => !isDisabled).map(({ name }) => name);
      throw new WorkItemTypeNotFoundError(type, project, usable);
    },

    typeFields: (project, type) =>
      caches.fields.get(JSON.stringify([project.toLowerCase(), type.toLowerCase()]), () =>
        readFields(project, type),
      ),

    classificationPathExists: async (project, kind, path) => {
      const nodePath = nodePathOf(project, path);
      if (nodePath === undefined) return false;
      try {
        const node = ['_apis/wit/classificationnodes', kind, ...nodePath.map(segment)].join('/');
        await get(`${segment(project)}/${node}`, { $depth: 0 });
        return true;
      } catch (error) {
        if (error instanceof NotFoundOrNotVisibleError) return false;
        throw error;
      }
    },
  };
}

/** For names that the official client puts into addresses by itself. */
const segmentChecked = (name: string): string => {
  segment(name);
  return name;
};

/** Types that people do not create by hand: test plans, feedback and the like (facts: azure-devops.md section 4.11). */
function hiddenTypes(categories: unknown): Set<string> {
  const hidden = listAt(categories, 'value').find(
    (category) => textAt(category, 'referenceName') === 'Microsoft.HiddenCategory',
  );
  return new Set(listAt(hidden, 'workItemTypes').map((type) => (textAt(type, 'name') ?? '').toLowerCase()));
}
