import { check } from './check';
import { eventually } from './eventually';
import type { Ticket } from './shapes';
import type { Story } from './story';

/** What a developer changes in Azure DevOps has to be seen in the API this soon. */
const soonMs = 1_000;

/** A developer works on the work item; the ticket follows. */
export async function playDeveloper(
  { narrator, api, developer, description }: Story,
  ticketId: string,
): Promise<void> {
  const { name } = description.azureDevOps.developer;
  const { workItemId, project } = await api.get<Ticket>(`/tickets/${ticketId}`);

  await narrator.step('A developer takes the Bug and sets it to Active', async () => {
    await developer.patch(`/_apis/wit/workitems/${workItemId}?api-version=7.1`, [
      { op: 'add', path: '/fields/System.State', value: 'Active' },
      { op: 'add', path: '/fields/System.AssignedTo', value: name },
    ]);
    const { value, afterMs } = await eventually('the ticket is Active', 5_000, async () => {
      const ticket = await api.get<Ticket>(`/tickets/${ticketId}`);
      return ticket.state === 'Active' ? ticket : undefined;
    });
    check(afterMs <= soonMs, `It took ${afterMs} ms until the ticket knew.`);
    return `after ${afterMs} ms the ticket is ${value.state} (${value.stateCategory}), assigned to ${value.assignedTo ?? 'nobody'}`;
  });

  await narrator.step('The developer comments', async () => {
    const path = `/${encodeURIComponent(project)}/_apis/wit/workItems/${workItemId}/comments`;
    await developer.post(`${path}?format=markdown&api-version=7.1-preview.4`, {
      text: 'A fix is **on its way**.',
    });
    const { value, afterMs } = await eventually('the comment is in the ticket', 5_000, async () => {
      const { comments } = await api.get<Ticket>(`/tickets/${ticketId}`);
      return comments.find(({ source }) => source === 'azure-devops');
    });
    check(afterMs <= soonMs, `It took ${afterMs} ms until the ticket knew.`);
    return `after ${afterMs} ms the ticket shows ${value.author}: ${value.html}`;
  });

  await narrator.step('An analyst answers from Nucleus', async () => {
    await api.post(`/tickets/${ticketId}/comments`, { text: 'Thank you!', author: 'Mateo Lindqvist' }, [201]);
    const path = `/${encodeURIComponent(project)}/_apis/wit/workItems/${workItemId}/comments`;
    const { comments } = await developer.get<{ comments: { text: string }[] }>(
      `${path}?api-version=7.1-preview.4`,
    );
    check(comments.length === 2, `The work item has ${comments.length} comments instead of two.`);
    const ticket = await api.get<Ticket>(`/tickets/${ticketId}`);
    check(ticket.comments.length === 2, `The ticket has ${ticket.comments.length} comments instead of two.`);
    return 'both sides have the same two comments';
  });
}
