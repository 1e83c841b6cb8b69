import type { StateCategory } from '../azure-devops/work-item-type';

/** Tickets of one connector, project and type, and the closing states that all of them can get to from where they are. */
export interface StateGroup {
  connectorId: string;
  project: string;
  workItemType: string;
  ticketIds: string[];
  states: { name: string; category: StateCategory }[];
}

export interface CommonStates {
  /** States that every selected ticket can be closed to. */
  states: { name: string; category: StateCategory }[];
  /** Whether some group could be closed to more states than are common to all. */
  limited: boolean;
  /** Why the choice is limited, for people. */
  reason?: string;
  groups: StateGroup[];
}

const describe = ({ project, workItemType, states, ticketIds }: StateGroup) =>
  `${workItemType} in "${project}" (${ticketIds.length}) closes to ${states.map(({ name }) => `"${name}"`).join(', ') || 'no state'}`;

/** Decides which states can be offered for closing all selected tickets at once, and says why there are not more. */
export function commonStates(groups: StateGroup[]): CommonStates {
  const [first, ...others] = groups;
  if (!first) return { states: [], limited: false, groups };
  const states = first.states.filter(({ name }) =>
    others.every((group) => group.states.some((state) => state.name.toLowerCase() === name.toLowerCase())),
  );
  const limited = groups.some((group) => group.states.length > states.length);
  if (!limited) return { states, limited, groups };
  const reason =
    `The selected tickets have different workflows: ${groups.map(describe).join('; ')}. ` +
    'Choose a common state, or give a state per group in "states".';
  return { states, limited, reason, groups };
}
