import type { WorkItemType } from '../azure-devops/work-item-type';
import type { FieldFault } from '../errors';
import { fieldPointer } from './field-pointer';

/**
 * Finds the fields of a draft that its type does not have; ADO would refuse some of them and forget others. People take
 * the name on the form for the reference name: then the right one is told.
 */
export function unknownFields(
  type: WorkItemType,
  fields: Readonly<Record<string, unknown>> = {},
): FieldFault[] {
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  return Object.keys(fields)
    .filter((name) => !type.fields.some(({ referenceName }) => same(referenceName, name)))
    .map((name) => {
      const meant = type.fields.find((field) => same(field.name, name))?.referenceName;
      const hint = meant === undefined ? '' : `; its reference name is "${meant}"`;
      return { pointer: fieldPointer(name), message: `is not a field of "${type.name}"${hint}` };
    });
}
