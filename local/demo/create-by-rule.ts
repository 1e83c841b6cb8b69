import { check } from './check';
import { ingest, nucleusProjectId, scanOf } from './scan';
import type { List, Ticket } from './shapes';
import type { Story } from './story';

/** A ticketing rule, and a scan that it wants a ticket for. */
export async function createByRule({ narrator, api, project }: Story, connectorId: string): Promise<string> {
  let ticketId = '';
  await narrator.step(
    'Save a ticketing rule: critical findings become Bugs and close by themselves',
    async () => {
      const rule = await api.post<{ id: string; name: string }>('/rules', {
        name: 'Criticals',
        connectorId,
        nucleusProjectId,
        findingCriteria: {
          match: 'all',
          conditions: [{ field: 'finding_severity', operator: 'isOneOf', value: ['Critical'] }],
        },
        ticket: { project, workItemType: 'Bug', title: '{{finding.finding_name}}', tags: ['nucleus'] },
        autoClose: { enabled: true, state: 'Closed', ignoreTemporaryStatuses: true },
      });
      return `rule "${rule.name}" is in force`;
    },
  );

  await narrator.step('Nucleus reports a scan: one vulnerability on three hosts', async () => {
    const progress = await ingest(api, scanOf(new Date()));
    check(progress.ticketsCreated === 1, `${progress.ticketsCreated} tickets were created instead of one.`);
    const { items } = await api.get<List<Ticket>>(`/tickets?connectorId=${connectorId}&severity=Critical`);
    const [ticket] = items;
    check(items.length === 1 && ticket !== undefined, `${items.length} tickets are listed instead of one.`);
    ticketId = ticket.id;
    const { findings, workItemId, title, state } = ticket;
    check(findings.total === 3 && findings.open === 3, `The ticket counts ${JSON.stringify(findings)}.`);
    return `${progress.findings} findings, one ticket: work item ${workItemId} "${title}" is ${state}, ${findings.open} open`;
  });
  return ticketId;
}
