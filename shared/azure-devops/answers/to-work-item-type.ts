import type { TypeField } from '../client';
import type { StateCategory, WorkItemType } from '../work-item-type';
import { isObject, listAt, member, objectAt, textAt } from './json-values';

const categories: ReadonlySet<string> = new Set<StateCategory>([
  'Proposed',
  'InProgress',
  'Resolved',
  'Completed',
  'Removed',
]);

const isCategory = (text: string): text is StateCategory => categories.has(text);

/** Reads a work item type with its workflow (facts: azure-devops.md section 4.11). */
export function toWorkItemType(value: unknown): WorkItemType {
  return {
    name: textAt(value, 'name') ?? '',
    referenceName: textAt(value, 'referenceName') ?? '',
    isDisabled: member(value, 'isDisabled') === true,
    states: listAt(value, 'states').map((state) => {
      const category = textAt(state, 'category') ?? '';
      return {
        name: textAt(state, 'name') ?? '',
        color: textAt(state, 'color') ?? '',
        // A category that is not known here is treated as work under way: neither new nor done.
        category: isCategory(category) ? category : 'InProgress',
      };
    }),
    transitions: Object.fromEntries(
      Object.entries(objectAt(value, 'transitions')).map(([from, steps]) => [
        from,
        (Array.isArray(steps) ? steps : []).map((step) => textAt(step, 'to') ?? '').filter((to) => to !== ''),
      ]),
    ),
    fields: listAt(value, 'fields').map((field) => ({
      referenceName: textAt(field, 'referenceName') ?? '',
      name: textAt(field, 'name') ?? '',
      alwaysRequired: member(field, 'alwaysRequired') === true,
    })),
  };
}

/** Reads a field as a type uses it. */
export function toTypeField(value: unknown): TypeField {
  const defaultValue = member(value, 'defaultValue');
  return {
    referenceName: textAt(value, 'referenceName') ?? '',
    name: textAt(value, 'name') ?? '',
    alwaysRequired: member(value, 'alwaysRequired') === true,
    defaultValue: defaultValue ?? undefined,
    // Identities come as objects; a caller sends them by name (section 4.2).
    allowedValues: listAt(value, 'allowedValues').map((allowed) =>
      isObject(allowed) ? (textAt(allowed, 'displayName') ?? '') : allowed,
    ),
    helpText: textAt(value, 'helpText'),
  };
}
