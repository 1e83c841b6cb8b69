import { randomUUID } from 'node:crypto';
import { eventually } from '../../local/demo/eventually';
import type { EventProgress } from '../../local/demo/shapes';
import { type ConnectedStack, project } from './connected-stack';

export const nucleusProjectId = '31';

/** A ticketing rule for everything of the Nucleus project, closing to Closed. */
export const everythingRule = (connectorId: string) => ({
  name: 'Everything',
  connectorId,
  nucleusProjectId,
  ticket: { project, workItemType: 'Bug', title: '{{finding.finding_number}} {{finding.finding_name}}' },
  autoClose: { enabled: true, state: 'Closed', ignoreTemporaryStatuses: true },
});

let scans = 0;

/** An event of a scan with one asset per finding; each scan is newer than the one before. */
export function aScanOf(findingNumbers: readonly string[], status = 'Active') {
  scans += 1;
  return {
    id: randomUUID(),
    type: 'scan.ingested',
    timestamp: new Date().toISOString(),
    data: {
      project_id: nucleusProjectId,
      scan_type: 'Qualys',
      scan_date: new Date(Date.now() + scans * 60_000).toISOString(),
      findings: findingNumbers.map((finding_number) => ({
        finding_number,
        finding_name: 'Unpatched switch',
        finding_severity: 'High',
        asset_id: `asset of ${finding_number}`,
        asset_name: 'switch-1',
        justification_status_name: status,
      })),
    },
  };
}

export const findingNumbers = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, position) => `QID-${String(from + position).padStart(5, '0')}`);

/** Waits until all that follows from an event is done. */
export async function processed(
  { api }: ConnectedStack,
  eventId: string,
  timeoutMs = 90_000,
): Promise<EventProgress> {
  const { value } = await eventually(`event ${eventId} is processed`, timeoutMs, async () => {
    const progress = await api.get<EventProgress>(`/nucleus/events/${eventId}`);
    return progress.status === 'completed' ? progress : undefined;
  });
  return value;
}

export async function ingest(
  connected: ConnectedStack,
  event: ReturnType<typeof aScanOf>,
): Promise<EventProgress> {
  await connected.api.post('/nucleus/events', event, [202]);
  return processed(connected, event.id);
}
