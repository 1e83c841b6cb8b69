import { randomUUID } from 'node:crypto';
import type { ApiClient } from './api-client';
import { check } from './check';
import { eventually } from './eventually';
import type { EventProgress } from './shapes';

export const nucleusProjectId = '7';

const assets = ['berth-gateway', 'cargo-ledger', 'crew-roster'];

/** How one asset stands in a scan: its status, and when that ends by itself. */
export interface Standing {
  status: string;
  until?: string;
}

const active: Standing = { status: 'Active' };

/** A scan as Nucleus reports it. */
export interface Scan {
  id: string;
  type: string;
  timestamp: string;
  data: Record<string, unknown>;
}

/** A scan that finds one vulnerability on three hosts, as Nucleus would report it. */
export function scanOf(scanDate: Date, standings: readonly Standing[] = []): Scan {
  return {
    id: randomUUID(),
    type: 'scan.ingested',
    timestamp: new Date().toISOString(),
    data: {
      project_id: nucleusProjectId,
      scan_id: randomUUID(),
      scan_type: 'Qualys',
      scan_date: scanDate.toISOString(),
      findings: assets.map((asset, position) => {
        const { status, until } = standings[position] ?? active;
        return {
          finding_number: 'QID-38695',
          finding_name: 'TLS library accepts forged session tickets',
          finding_severity: 'Critical',
          finding_cve: 'CVE-2031-10447',
          finding_description: 'A forged ticket lets an attacker resume a session that never was.',
          finding_recommendation: 'Update the library and restart the service.',
          asset_id: String(100 + position),
          asset_name: asset,
          ip_address: `192.0.2.${10 + position}`,
          finding_port: '443',
          justification_status_name: status,
          ...(until === undefined ? {} : { justification_expiration_date: until }),
        };
      }),
    },
  };
}

/** Posts a scan and waits until everything that follows from it is done. */
export async function ingest(api: ApiClient, event: Scan): Promise<EventProgress> {
  const accepted = await api.post<{ eventId: string }>('/nucleus/events', event, [202]);
  check(accepted.eventId === event.id, 'The event should be known by the id that its sender gave.');
  const { value } = await eventually('the scan is processed', 20_000, async () => {
    const progress = await api.get<EventProgress>(`/nucleus/events/${event.id}`);
    return progress.status === 'completed' ? progress : undefined;
  });
  check(value.failed === 0, `${value.failed} pieces of work failed.`);
  return value;
}
