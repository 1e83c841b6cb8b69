import type { WorkItemState, WorkItemType } from '../work-item-type';

/** A state of the type by its name; people write names in any casing, ADO stores its own. */
export const findState = ({ states }: WorkItemType, name: string): WorkItemState | undefined =>
  states.find((state) => state.name === name) ??
  states.find((state) => state.name.toLowerCase() === name.trim().toLowerCase());
