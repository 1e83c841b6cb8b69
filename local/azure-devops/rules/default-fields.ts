import { findField } from '../processes/field-catalogue';
import type { WorkItemType } from '../processes/process';
import type { FieldValues } from '../work-item-change';

/** What the server fills into a new work item of this type. */
export function defaultFields(type: WorkItemType): FieldValues {
  const values: FieldValues = {};
  for (const [name, { initially }] of type.fieldUses) {
    const field = findField(name);
    if (field && initially !== undefined)
      values[name] = field.type === 'integer' ? Number(initially) : initially;
  }
  return values;
}
