import { isIdentity } from '../identity-ref';
import type { ChangedFields } from '../model/work-item';
import type { FieldValues } from '../work-item-change';

const sameValue = (a: unknown, b: unknown): boolean =>
  isIdentity(a) && isIdentity(b) ? a.id === b.id : a === b;

/** What differs: a first value has no old one, a cleared one no new one (facts: azure-devops.md section 6.2). */
export function changedFields(before: FieldValues, after: FieldValues): ChangedFields {
  const changed: ChangedFields = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const oldValue = before[name];
    const newValue = after[name];
    if (sameValue(oldValue, newValue)) continue;
    changed[name] = {
      ...(oldValue !== undefined && { oldValue }),
      ...(newValue !== undefined && { newValue }),
    };
  }
  return changed;
}
