import { findField } from '../processes/field-catalogue';
import type { WorkItemType } from '../processes/process';
import type { FieldValues } from '../work-item-change';
import { fieldRuleViolation, type RuleViolation } from './rule-error';

/** The fields that must hold a value in this state and do not. */
export function missingFields(type: WorkItemType, state: string, fields: FieldValues): RuleViolation[] {
  const required = new Set([...type.required, ...(type.requiredIn.get(state) ?? [])]);
  return [...required]
    .filter((name) => fields[name] === undefined)
    .map((name) => {
      const field = findField(name);
      const limited = (field?.isIdentity ?? false) || type.fieldUses.get(name)?.values !== undefined;
      return fieldRuleViolation(
        name,
        field?.name ?? name,
        limited
          ? ['required', 'hasValues', 'limitedToValues', 'allowsOldValue', 'invalidEmpty']
          : ['required', 'invalidEmpty'],
      );
    });
}
