import type { TypeCustomization } from '../options';
import { categoryColors } from './category-colors';
import { addField } from './field-catalogue';
import type { FieldUse, Process, State, Transition, WorkItemType } from './process';

/**
 * A custom state is one step from and to every other, except those that are removed (facts: azure-devops.md section
 * 5.4); the steps of the system's own states stay as they are.
 */
function withStates(
  type: WorkItemType,
  added: readonly State[],
): Pick<WorkItemType, 'states' | 'transitions'> {
  const states = [...type.states, ...added].sort((a, b) => stage(a) - stage(b));
  const isAdded = (name: string) => added.some((state) => state.name === name);
  const step = (from: string, to: string): Transition[] =>
    from !== to && (isAdded(from) || isAdded(to))
      ? [{ from, to, reasons: [isAdded(to) ? `Moved to state ${to}` : `Moved out of state ${from}`] }]
      : [];
  const open = states.filter(({ category }) => category !== 'Removed').map(({ name }) => name);
  const transitions = new Map(type.transitions);
  for (const from of open)
    transitions.set(from, [...(type.transitions.get(from) ?? []), ...open.flatMap((to) => step(from, to))]);
  return { states, transitions };
}

const stage = ({ category }: State) =>
  ['Proposed', 'InProgress', 'Resolved', 'Completed', 'Removed'].indexOf(category);

function customizeType(type: WorkItemType, customization: TypeCustomization): WorkItemType {
  const { isDisabled = false, states = [], fields = [] } = customization;
  for (const { referenceName, name, kind } of fields) addField(referenceName, name, kind);
  const names = fields.map(({ referenceName }) => referenceName);
  const uses = fields.flatMap(({ referenceName, allowedValues }): [string, FieldUse][] =>
    allowedValues ? [[referenceName, { values: allowedValues }]] : [],
  );
  const requiredIn = new Map(type.requiredIn);
  for (const { referenceName, requiredIn: where } of fields)
    if (Array.isArray(where))
      for (const state of where) requiredIn.set(state, [...(requiredIn.get(state) ?? []), referenceName]);
  const always = fields
    .filter((field) => field.requiredIn === 'all')
    .map(({ referenceName }) => referenceName);
  return {
    ...type,
    ...withStates(
      type,
      states.map((state) => ({ ...state, color: categoryColors[state.category] })),
    ),
    isDisabled,
    fields: [...type.fields, ...names.filter((name) => !type.fields.includes(name))],
    fieldUses: new Map([...type.fieldUses, ...uses]),
    required: [...type.required, ...always],
    requiredIn,
  };
}

/** An inherited process: the system's, with changes to some of its types. */
export function customizeProcess(process: Process, customizations: readonly TypeCustomization[]): Process {
  if (customizations.length === 0) return process;
  const types = process.types.map((type) => {
    const customization = customizations.find((one) => one.type.toLowerCase() === type.name.toLowerCase());
    return customization ? customizeType(type, customization) : type;
  });
  return { ...process, types };
}
