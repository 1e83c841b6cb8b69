import type { ProcessName } from '../options';
import { categoryColors } from './category-colors';
import { commonFields, fullReferenceName } from './field-catalogue';
import { hiddenTypes } from './hidden-types';
import type { FieldUse, Process, StateCategory, Transition, WorkItemType } from './process';

/** A type as the tables write it: short, one line per transition. */
export interface TypeTable {
  name: string;
  color: string;
  icon: string;
  /** In the order of their stages; the state that `-> X` names is the initial one. */
  states: Record<string, StateCategory>;
  /** `From -> To`, the default reason, further reasons; nothing before the arrow is creation. */
  workflow: [step: string, ...reasons: string[]][];
  /** From an action to the steps it stands for. */
  actions?: Record<string, string[]>;
  /** Beside the fields all types have; names without `Microsoft.VSTS.`, with blanks between. */
  fields: string;
  /** Where the type differs from its process. */
  fieldUses?: Record<string, FieldUse>;
  required?: string;
  /** States in which somebody must be assigned. */
  assignedIn?: string[];
  stampsSkippedStages?: boolean;
}

export interface ProcessTable {
  name: ProcessName;
  id: string;
  description: string;
  fieldUses: Record<string, FieldUse>;
  types: TypeTable[];
  categories: Record<string, string[]>;
}

const splitStep = (step: string): { from: string; to: string } => {
  const [from = '', to = ''] = step.split('->').map((part) => part.trim());
  return { from, to };
};

const names = (text = ''): string[] => text.split(/\s+/).filter(Boolean).map(fullReferenceName);

function groupByFrom(workflow: TypeTable['workflow']): Map<string, Transition[]> {
  const groups = new Map<string, Transition[]>();
  for (const [step, ...reasons] of workflow) {
    const { from, to } = splitStep(step);
    groups.set(from, [...(groups.get(from) ?? []), { from, to, reasons }]);
  }
  return groups;
}

/** Builds a type from its table. */
export function defineType(table: TypeTable, processUses: Record<string, FieldUse>): WorkItemType {
  const transitions = groupByFrom(table.workflow);
  const fields = [...commonFields, ...names(table.fields)];
  const uses = Object.entries({ ...processUses, ...table.fieldUses }).map(
    ([name, use]): [string, FieldUse] => [fullReferenceName(name), use],
  );
  return {
    name: table.name,
    referenceName: `Microsoft.VSTS.WorkItemTypes.${table.name.replaceAll(' ', '')}`,
    color: table.color,
    icon: table.icon,
    isDisabled: false,
    states: Object.entries(table.states).map(([name, category]) => ({
      name,
      category,
      color: categoryColors[category],
    })),
    initialState: transitions.get('')?.[0]?.to ?? '',
    transitions,
    actions: Object.entries(table.actions ?? {}).flatMap(([name, steps]) =>
      steps.map((step) => ({ name: `Microsoft.VSTS.Actions.${name}`, ...splitStep(step) })),
    ),
    fields,
    fieldUses: new Map(uses.filter(([name]) => fields.includes(name))),
    required: ['System.Title', ...names(table.required)],
    requiredIn: new Map(table.assignedIn?.map((state) => [state, ['System.AssignedTo']])),
    stampsSkippedStages: table.stampsSkippedStages ?? false,
  };
}

/** Builds a process from its tables, with the types that every process has for tests, reviews and feedback. */
export function defineProcess(table: ProcessTable): Process {
  const categories = { ...table.categories, ...hiddenTypes.categories };
  return {
    name: table.name,
    id: table.id,
    description: table.description,
    types: [...table.types, ...hiddenTypes.types].map((type) => defineType(type, table.fieldUses)),
    categories: new Map(Object.entries(categories).map(([name, types]) => [`Microsoft.${name}`, types])),
  };
}
