import { type RunningPart, startPart } from '../../../local/child-process';
import { ApiClient } from '../../../local/demo/api-client';
import { eventually } from '../../../local/demo/eventually';
import type { List } from '../../../local/demo/shapes';
import type { NucleusAddresses } from '../../../local/nucleus/options';
import type { TicketView } from '../../../shared/tickets/ticket-view';
import { aRawFinding } from '../../support/builders/a-finding';
import { ConnectedStack } from '../../support/connected-stack';
import { ensureBuilt } from '../../support/ensure-built';
import { everythingRule, nucleusProjectId } from '../../support/scans';

let nucleus: RunningPart<NucleusAddresses>;
let connected: ConnectedStack;

beforeAll(async () => {
  await ensureBuilt();
  nucleus = await startPart<NucleusAddresses>('nucleus', { apiKey: 'key-of-nucleus' });
  const { apiUrl } = nucleus.addresses;
  connected = await ConnectedStack.start({
    settings: {
      NUCLEUS_API_URL: apiUrl,
      NUCLEUS_API_KEY: 'key-of-nucleus',
      NUCLEUS_PULL_PROJECTS: `${nucleusProjectId},404`,
    },
    outboundAllowedHosts: [new URL(apiUrl).host],
  });
  await connected.api.post('/rules', everythingRule(connected.connectorId));
}, 60_000);
afterAll(async () => {
  await connected.stop();
  await nucleus.stop();
});

/** Runs the timer, as the platform's administrator can, besides its schedule. */
async function pull(): Promise<void> {
  const { stack } = connected;
  const response = await fetch(`${stack.baseUrl}/admin/functions/pull-findings`, {
    method: 'POST',
    headers: { 'x-functions-key': stack.masterKey, 'content-type': 'application/json' },
    body: JSON.stringify({ input: '' }),
  });
  expect(response.status).toBe(202);
}

const setFindings = (...findings: object[]) =>
  new ApiClient(nucleus.addresses.controlUrl, {}).call('PUT', `/projects/${nucleusProjectId}`, { findings });

const ticketWith = (what: string, wanted: (ticket: TicketView) => boolean) =>
  eventually(what, 20_000, async () => {
    const { items } = await connected.api.get<List<TicketView>>('/tickets');
    return items.find(wanted);
  });

it('findings that are read from Nucleus become tickets and close them, though another project fails', async () => {
  const finding = { project_id: nucleusProjectId, finding_number: 'QID-7', finding_name: 'Open port' };
  await setFindings(aRawFinding({ ...finding, scan_date: '2026-03-01 08:00:00' }));
  await pull();
  const { value } = await ticketWith('a ticket is there', ({ title }) => title === 'QID-7 Open port');
  expect(value).toMatchObject({ state: 'New', findings: { total: 1, open: 1 } });
  await setFindings(
    aRawFinding({
      ...finding,
      scan_date: '2026-03-02 08:00:00',
      justification_status_name: 'Scan Mitigated',
    }),
  );
  await pull();
  await ticketWith('it is closed', ({ id, state }) => id === value.id && state === 'Closed');
});
