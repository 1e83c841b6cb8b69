import { check } from './check';
import { eventually } from './eventually';
import { ingest, nucleusProjectId, type Scan } from './scan';
import type { List, Ticket } from './shapes';
import type { Story } from './story';

const aMinute = 60_000;

/** Two vulnerabilities of severity High on two hosts, which no rule wants yet. */
function lesserFindings(): Scan {
  const hosts = ['tide-table', 'pilot-office'];
  return {
    id: `lesser-${Date.now()}`,
    type: 'scan.ingested',
    timestamp: new Date().toISOString(),
    data: {
      project_id: nucleusProjectId,
      scan_type: 'Qualys',
      scan_date: new Date(Date.now() - aMinute).toISOString(),
      findings: ['QID-11827', 'QID-70000'].flatMap((finding_number, position) =>
        hosts.map((asset_name, host) => ({
          finding_number,
          finding_name: ['Session cookie without flags', 'Directory listing'][position],
          finding_severity: 'High',
          asset_id: String(200 + host),
          asset_name,
          justification_status_name: 'Active',
        })),
      ),
    },
  };
}

/** A rule that is written after the scan: tried on what is stored, saved, and carried to it. */
export async function ruleAfterScan({ narrator, api, project }: Story, connectorId: string): Promise<void> {
  const rule = {
    name: 'Highs by host',
    connectorId,
    nucleusProjectId,
    findingCriteria: {
      match: 'all',
      conditions: [{ field: 'finding_severity', operator: 'is', value: 'High' }],
    },
    groupBy: ['asset_name'],
    ticket: { project, workItemType: 'Task', tags: ['nucleus'] },
    fieldMappings: [
      {
        field: 'Microsoft.VSTS.Common.Priority',
        from: 'finding_severity',
        map: { Critical: 1, High: 2 },
        when: 'always',
      },
    ],
  };

  await narrator.step('Nucleus reports lesser vulnerabilities, which no rule wants', async () => {
    const progress = await ingest(api, lesserFindings());
    check(progress.matched === 0, `${progress.matched} findings were matched.`);
    return `${progress.findings} findings are stored, no ticket is made`;
  });

  await narrator.step('Preview a rule that groups them by host', async () => {
    const preview = await api.post<{ groups: number; instances: number; tickets: { created: number } }>(
      '/rules/preview',
      rule,
      [200],
    );
    check(preview.tickets.created === 2, `${preview.tickets.created} tickets would be created.`);
    return `${preview.instances} findings in ${preview.groups} groups: ${preview.tickets.created} tickets would be created`;
  });

  await narrator.step('Save it: it is carried to the findings that are stored', async () => {
    const { id } = await api.post<{ id: string }>('/rules', rule);
    const { value } = await eventually('the tickets are there', 20_000, async () => {
      const saved = await api.get<{ backfill: { status: string; findings: number } }>(`/rules/${id}`);
      const { items } = await api.get<List<Ticket>>(`/tickets?connectorId=${connectorId}&severity=High`);
      return saved.backfill.status === 'completed' && items.length === 2 ? { items, ...saved } : undefined;
    });
    const titles = value.items.map(({ title }) => `"${title}"`).join(' and ');
    return `${value.backfill.findings} unique findings were looked at; ${titles} are there`;
  });
}
