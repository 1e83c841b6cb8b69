import type { TicketRecord } from '../tickets/ticket';
import type { BulkClose, GroupState } from './bulk-close-input';

const matches = (wanted: string | undefined, actual: string) =>
  wanted === undefined || wanted.toLowerCase() === actual.toLowerCase();

const isFor = (group: GroupState, { connectorId, project, workItemType }: TicketRecord) =>
  matches(group.connectorId, connectorId) &&
  matches(group.project, project) &&
  matches(group.workItemType, workItemType);

/** Decides the state that a ticket of a bulk closure goes to: its group's, else the one for all; undefined if neither. */
export function stateForTicket(
  { state, states = [] }: Pick<BulkClose, 'state' | 'states'>,
  ticket: TicketRecord,
): string | undefined {
  return states.find((group) => isFor(group, ticket))?.state ?? state;
}
