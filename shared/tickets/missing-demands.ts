import type { RefusedField } from '../azure-devops/errors';
import type { WorkItemDraft } from './work-item-draft';

/** Decides which of the fields that states demand a draft does not give; each once. */
export function missingDemands(
  demanded: readonly RefusedField[],
  {
    areaPath,
    iterationPath,
    assignedTo,
    fields = {},
  }: Pick<WorkItemDraft, 'areaPath' | 'iterationPath' | 'assignedTo'> & {
    fields?: Readonly<Record<string, unknown>>;
  },
): RefusedField[] {
  const given = new Set(
    Object.entries({
      ...fields,
      'System.AreaPath': areaPath,
      'System.IterationPath': iterationPath,
      'System.AssignedTo': assignedTo ?? fields['System.AssignedTo'],
    }).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [name.toLowerCase()])),
  );
  const missing = demanded.filter(({ referenceName }) => !given.has(referenceName.toLowerCase()));
  return [...new Map(missing.map((field) => [field.referenceName.toLowerCase(), field])).values()];
}
