/** A ticket's address: what the work item links back to, and the key by which we know a work item as ours. */
export const ticketUrl = (publicBaseUrl: string, ticketId: string) =>
  `${publicBaseUrl}/api/tickets/${ticketId}`;

/** Whether a link of a work item leads to this ticket. The host plays no part: an app may get another address. */
export const leadsToTicket = (url: string, ticketId: string) =>
  url.toLowerCase().endsWith(`/api/tickets/${ticketId}`);
