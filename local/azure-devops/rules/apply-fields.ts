import { invalidTreeName } from '../http/errors';
import type { Identity } from '../identity';
import type { ClassificationTree } from '../model/classification-tree';
import { fieldPath } from '../model/classification-tree';
import { findIdentity } from '../model/find-identity';
import { findField } from '../processes/field-catalogue';
import { type FieldDefinition, findState, type WorkItemType } from '../processes/process';
import type { FieldValues } from '../work-item-change';
import { checkValue } from './check-value';
import { decideState } from './decide-state';
import type { Change } from './read-patch';
import { defaultFields } from './default-fields';
import { missingFields } from './required-fields';
import { readOnlyField, ruleError, type RuleViolation } from './rule-error';
import { stageStamps } from './stage-stamps';
import { readTags, writeTags } from './tags';
import { unknownIdentity } from './unknown-identity';

/** Where a work item lives and who changes it: what the rules need to know beside the change. */
export interface RuleContext {
  /** -1 while it is being created. */
  id: number;
  type: WorkItemType;
  /** State the type starts from again (creation, change of type); undefined applies the workflow to the current state. */
  startsAnew: boolean;
  areas: ClassificationTree;
  iterations: ClassificationTree;
  identities: readonly Identity[];
  actor: Identity;
  at: string;
  bypassRules: boolean;
}

/** Fields that rules of their own decide. */
const decidedElsewhere = new Set([
  'System.State',
  'System.Reason',
  'System.WorkItemType',
  'System.TeamProject',
]);
/** What `bypassRules` opens: who and when, for migrations. */
const openedByBypass = /^System\.(Created|Changed)(By|Date)$/;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function treePath(context: RuleContext, field: FieldDefinition, sent: unknown): string {
  const tree = field.referenceName === 'System.AreaPath' ? context.areas : context.iterations;
  const node = tree.atFieldPath(text(sent));
  if (!node) throw invalidTreeName(context.id, field.referenceName);
  return fieldPath(node);
}

/** The value that a sent one becomes, or the rule it breaks. */
function accept(context: RuleContext, change: Change, field: FieldDefinition, sent: unknown) {
  const { referenceName } = field;
  if (field.readOnly && !(context.bypassRules && openedByBypass.test(referenceName)))
    return { ok: false, violation: readOnlyField(referenceName) } as const;
  if (field.type === 'treePath') return { ok: true, value: treePath(context, field, sent) } as const;
  if (referenceName === 'System.Tags') return { ok: true, value: writeTags(readTags(sent)) } as const;
  if (field.isIdentity && sent !== '' && sent !== null && sent !== undefined) {
    const identity = findIdentity(context.identities, sent);
    if (identity) return { ok: true, value: identity } as const;
    return { ok: false, violation: unknownIdentity(referenceName, field.name, sent) } as const;
  }
  const use = context.bypassRules ? undefined : context.type.fieldUses.get(referenceName);
  return checkValue(field, use, sent, change.formats.get(referenceName));
}

/**
 * The fields after a change: defaults, the caller's values, state and reason, and what the server notes by itself.
 * @param current undefined while the work item is being created
 * @throws ApiError 400 naming every field that breaks a rule
 */
export function applyFields(
  current: FieldValues | undefined,
  change: Change,
  context: RuleContext,
): FieldValues {
  const { type, bypassRules, actor, at } = context;
  const violations: RuleViolation[] = [];
  const fields: FieldValues = current ? { ...current } : defaultFields(type);
  for (const [name, sent] of change.fields) {
    const field = findField(name);
    if (!field || decidedElsewhere.has(name)) continue;
    const checked = accept(context, change, field, sent);
    if (checked.ok) fields[name] = checked.value;
    else violations.push(checked.violation);
  }
  const from = context.startsAnew ? undefined : text(current?.['System.State']);
  const decision = decideState(
    type,
    { reason: text(current?.['System.Reason']) },
    {
      from,
      state: change.fields.get('System.State'),
      reason: change.fields.get('System.Reason'),
      bypassRules,
    },
  );
  if (decision.ok) {
    const { state, reason, changed } = decision;
    Object.assign(fields, { 'System.State': state, 'System.Reason': reason });
    if (changed) {
      const stamps = Object.entries(stageStamps(type, { from, to: state, reason }, actor, at));
      // What the caller has set, a stamp does not overwrite.
      for (const [name, value] of stamps) if (!change.fields.has(name)) fields[name] = value;
    }
    if (!bypassRules) violations.push(...missingFields(type, state, fields));
  } else {
    // Rules about other fields look at the state that was sent, whether it may be sent or not.
    const sent = findState(type, change.fields.get('System.State'));
    violations.push(decision.violation, ...(sent ? missingFields(type, sent.name, fields) : []));
  }
  const [first, ...others] = violations;
  if (first) throw ruleError([first, ...others]);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
