/** ADO's state categories (facts: azure-devops.md section 4.11). */
export type StateCategory = 'Proposed' | 'InProgress' | 'Resolved' | 'Completed' | 'Removed';

export interface WorkItemState {
  name: string;
  /** RGB in hex without `#`, as ADO gives it. */
  color: string;
  category: StateCategory;
}

/** A work item type of a project, with its workflow. */
export interface WorkItemType {
  name: string;
  referenceName: string;
  isDisabled: boolean;
  states: WorkItemState[];
  /** From a state's name to the states one step away; the key "" is creation. A state may list itself. */
  transitions: Record<string, string[]>;
  fields: { referenceName: string; name: string; alwaysRequired: boolean }[];
}
