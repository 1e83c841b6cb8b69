import { check } from './check';
import { ingest, scanOf, type Standing } from './scan';
import type { Ticket } from './shapes';
import type { Story } from './story';

const aDay = 24 * 60 * 60_000;

/** Remediation arrives scan by scan; the work item closes exactly when nothing is left. */
export async function closeByScans(
  { narrator, api, developer, simulator }: Story,
  ticketId: string,
): Promise<void> {
  // Each scan is newer than the one before.
  let minutes = 0;
  const scan = (standings: readonly Standing[]) =>
    scanOf(new Date(Date.now() + ++minutes * 60_000), standings);
  const active: Standing = { status: 'Active' };
  const mitigated: Standing = { status: 'Scan Mitigated' };
  const temporarily: Standing = {
    status: 'Accepted Risk',
    until: new Date(Date.now() + 30 * aDay).toISOString(),
  };
  const look = async () => {
    const ticket = await api.get<Ticket>(`/tickets/${ticketId}`);
    const workItem = await developer.get<{ rev: number; fields: Record<string, unknown> }>(
      `/_apis/wit/workitems/${ticket.workItemId}?api-version=7.1`,
    );
    const { open, temporary, remediated } = ticket.findings;
    return {
      ticket,
      description: String(workItem.fields['Microsoft.VSTS.TCM.ReproSteps']),
      state: String(workItem.fields['System.State']),
      counts: `${open} open, ${temporary} temporary, ${remediated} remediated`,
    };
  };

  await narrator.step('A scan: the first host is remediated', async () => {
    await ingest(api, scan([mitigated]));
    const { state, counts, description } = await look();
    check(state === 'Active', `The work item should stay Active, but is ${state}.`);
    const line = '2 open, 0 temporarily resolved, 1 remediated, of 3 instances';
    check(description.includes(line), `The description should say "${line}".`);
    return `${counts}: the work item stays ${state}, and its list of assets says so`;
  });

  await narrator.step('A scan: the second is "Fixed", which no scan has confirmed', async () => {
    await ingest(api, scan([mitigated, { status: 'Fixed' }, mitigated]));
    const { state, counts } = await look();
    check(state === 'Active', `The work item should stay Active, but is ${state}.`);
    return `${counts}: the work item stays ${state}`;
  });

  await narrator.step('A scan: its risk is accepted for 30 days, which is temporary', async () => {
    await ingest(api, scan([mitigated, temporarily, mitigated]));
    const { state, counts } = await look();
    check(state === 'Active', `The work item should stay Active, but is ${state}.`);
    return `${counts}: the work item stays ${state}`;
  });

  await narrator.step('A scan: all three are remediated', async () => {
    const progress = await ingest(api, scan([mitigated, mitigated, mitigated]));
    const { ticket, state, counts } = await look();
    check(
      progress.ticketsClosed === 1 && state === 'Closed',
      `The work item should be Closed, but is ${state}.`,
    );
    check(ticket.stateCategory === 'Completed', `The ticket's category is ${ticket.stateCategory}.`);
    return `${counts}: the work item is ${state}, by itself`;
  });

  await narrator.step('The same scan again', async () => {
    const before = await simulator.get<{ total: number }>('/requests');
    const progress = await ingest(api, scan([mitigated, mitigated, mitigated]));
    const after = await simulator.get<{ total: number }>('/requests');
    const requests = after.total - before.total;
    check(requests === 0, `${requests} requests were made to Azure DevOps.`);
    return `${progress.findings} findings, 0 requests to Azure DevOps`;
  });

  await narrator.step('A scan: the vulnerability is back on one host', async () => {
    await ingest(api, scan([active, mitigated, mitigated]));
    const { ticket, state, counts } = await look();
    check(ticket.stateCategory === 'InProgress', `The work item should be open again, but is ${state}.`);
    return `${counts}: the work item is ${state} again`;
  });
}
