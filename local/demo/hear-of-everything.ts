import type { Callback } from '../../shared/callbacks/callback';
import type { MailboxView } from '../callback-receiver/mailbox';
import { check } from './check';
import { eventually } from './eventually';
import type { Story } from './story';

/** What Nucleus has heard of a ticket in the end: everything, in order, signed. */
export async function hearOfEverything(
  { narrator, api, nucleus }: Story,
  connectorId: string,
  ticketId: string,
): Promise<void> {
  await narrator.step('Nucleus has been told of every change', async () => {
    const { timeline } = await api.get<{ timeline: unknown[] }>(`/tickets/${ticketId}`);
    const { value: told } = await eventually('every change is told', 10_000, async () => {
      const { messages } = await nucleus.get<MailboxView>('/mailboxes/demo');
      const ofTicket = messages
        .map(({ body }) => body as Callback)
        .filter(({ data }) => data.ticket.id === ticketId);
      return ofTicket.length >= timeline.length ? ofTicket : undefined;
    });
    check(
      told.every(({ data }, position) => data.sequence === position + 1),
      'The messages did not come in order.',
    );
    const types = told.map(({ type }) => type);
    for (const type of ['ticket.created', 'ticket.updated', 'ticket.commented', 'ticket.closed'])
      check(
        types.some((one) => one === type),
        `No message was of the type ${type}.`,
      );
    const { refused } = await nucleus.get<MailboxView>('/mailboxes/demo');
    check(refused === 0, `${refused} signatures did not hold.`);
    const { callback } = await api.get<{ callback: { status: string } }>(`/connectors/${connectorId}`);
    return [
      `${told.length} messages, every signature holds: ${types.join(', ')}`,
      `the endpoint is ${callback.status}`,
    ];
  });
}
