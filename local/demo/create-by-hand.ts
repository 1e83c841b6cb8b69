import { check } from './check';
import type { Ticket } from './shapes';
import type { Story } from './story';

/** A ticket that an analyst makes by hand, in a state of their choice. */
export async function createByHand(
  { narrator, api, developer, project }: Story,
  connectorId: string,
): Promise<void> {
  await narrator.step('Create a ticket by hand, in the state Active', async () => {
    const ticket = await api.post<Ticket>('/tickets', {
      connectorId,
      project,
      workItemType: 'Bug',
      title: 'Rotate the signing key of the berth gateway',
      description: 'The key is **five years** old.',
      state: 'Active',
      tags: ['nucleus'],
    });
    const workItem = await developer.get<{ fields: Record<string, unknown> }>(
      `/_apis/wit/workitems/${ticket.workItemId}?api-version=7.1`,
    );
    const state = String(workItem.fields['System.State']);
    check(
      ticket.state === 'Active' && state === 'Active',
      `The work item is ${state}, the ticket ${ticket.state}.`,
    );
    return [
      `work item ${ticket.workItemId} "${ticket.title}" is ${state} (${ticket.stateCategory})`,
      ticket.workItemUrl,
    ];
  });
}
