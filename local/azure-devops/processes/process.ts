import type { ProcessName } from '../options';

export type StateCategory = 'Proposed' | 'InProgress' | 'Resolved' | 'Completed' | 'Removed';

/** Field types as the REST API names them; an identity field is a string with `isIdentity`. */
export type FieldType =
  'string' | 'integer' | 'double' | 'boolean' | 'dateTime' | 'plainText' | 'html' | 'history' | 'treePath';

export interface FieldDefinition {
  referenceName: string;
  name: string;
  type: FieldType;
  isIdentity: boolean;
  /** Kept by the server; a caller may set it only with `bypassRules`, or never. */
  readOnly: boolean;
}

/** What a type makes of a field. */
export interface FieldUse {
  values?: readonly string[];
  /** What the server fills in on creation. */
  initially?: string | number;
}

export interface State {
  name: string;
  category: StateCategory;
  color: string;
}

export interface Transition {
  from: string;
  to: string;
  /** The first is what the server sets when the caller names none. */
  reasons: readonly string[];
}

export interface WorkItemType {
  name: string;
  referenceName: string;
  color: string;
  icon: string;
  isDisabled: boolean;
  states: readonly State[];
  initialState: string;
  /** By the state they leave; "" is creation. */
  transitions: ReadonlyMap<string, readonly Transition[]>;
  /** From an action (a check-in, say) to the transition it makes. */
  actions: readonly { name: string; from: string; to: string }[];
  /** Reference names, in the order in which answers list them. */
  fields: readonly string[];
  fieldUses: ReadonlyMap<string, FieldUse>;
  /** Must hold a value in every state. */
  required: readonly string[];
  /** By state: what must hold a value there. */
  requiredIn: ReadonlyMap<string, readonly string[]>;
  /** Going over two stages at once stamps both (who activated, who resolved, who closed). */
  stampsSkippedStages: boolean;
}

export interface Process {
  name: ProcessName;
  id: string;
  description: string;
  types: readonly WorkItemType[];
  /** Reference names of categories to type names; the first type is the default. */
  categories: ReadonlyMap<string, readonly string[]>;
}

export const findType = (process: Process, name: string): WorkItemType | undefined =>
  process.types.find(({ name: own }) => own.toLowerCase() === name.toLowerCase());

export const findState = (type: WorkItemType, name: unknown): State | undefined =>
  type.states.find(({ name: own }) => own.toLowerCase() === String(name).trim().toLowerCase());
