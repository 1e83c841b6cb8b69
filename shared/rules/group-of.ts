import { createHash } from 'node:crypto';
import type { RawFinding, UniqueFindingId } from '../nucleus/finding';
import { listOf, textOf } from '../nucleus/loose-values';
import { isObject } from '../sync/lenient-json';
import { namedValue } from './field-value';
import type { Rule } from './rule';

/** Instances with the same value for every field that a rule groups by: what there is one ticket of. */
export interface Group {
  /** Names the group among all groups of all rules. */
  key: string;
  /** What the group has in common, by field; empty where a group is one unique finding. */
  values: Record<string, string>;
}

/** Stands for the three that name a unique finding. */
export const uniqueFindingField = 'unique_finding';

/** A list groups by its set as a whole, in whatever order and however often it names its items. */
function groupingText(value: unknown): string {
  if (Array.isArray(value) || textOf(value)?.startsWith('[') === true) {
    const items = listOf(value).map((item) => (isObject(item) ? JSON.stringify(item) : (textOf(item) ?? '')));
    return [...new Set(items)]
      .filter((item) => item !== '')
      .sort()
      .join(', ');
  }
  return isObject(value) ? JSON.stringify(value) : (textOf(value) ?? '');
}

/**
 * The group of a rule that an instance belongs to. Instances that have no value for a field share one.
 * @param fields the definition's and the instance's together
 */
export function groupOf(
  { id, groupBy }: Pick<Rule, 'id' | 'groupBy'>,
  uniqueFinding: UniqueFindingId,
  fields: RawFinding,
): Group {
  const { nucleusProjectId, scanType, findingNumber } = uniqueFinding;
  const named = {
    ...fields,
    project_id: nucleusProjectId,
    scan_type: scanType,
    finding_number: findingNumber,
  };
  const values = [...new Set(groupBy)]
    .sort()
    .map((field): [string, string | string[]] =>
      field === uniqueFindingField
        ? [field, [nucleusProjectId, scanType, findingNumber]]
        : [field, groupingText(namedValue(named, field))],
    );
  const hash = createHash('sha256').update(JSON.stringify(values)).digest('base64url');
  return {
    key: `${id}|${hash}`,
    values: Object.fromEntries(
      values.filter((entry): entry is [string, string] => entry[0] !== uniqueFindingField),
    ),
  };
}

/** Whether all that a ticket of the rule is for is instances of one unique finding. */
export const isOneFindingEach = ({ groupBy }: Pick<Rule, 'groupBy'>): boolean =>
  groupBy.includes(uniqueFindingField);
