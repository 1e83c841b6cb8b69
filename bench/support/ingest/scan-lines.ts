/** What a scan of the bench reports. */
export interface BenchScan {
  id: string;
  instances: number;
  scanDate: Date;
  /** Every so many instances have changed since the first scan; undefined for none. */
  changedEvery?: number;
}

/** Instances of one unique finding; 3 of 10 findings match the rule of the bench. */
const perFinding = 10;
export const matchingSeverity = 'Critical';

const nucleusDate = (date: Date) => date.toISOString().slice(0, 19).replace('T', ' ');

function finding(position: number, { scanDate, changedEvery }: BenchScan) {
  const number = Math.floor(position / perFinding);
  const hasChanged = changedEvery !== undefined && position % changedEvery === 0;
  return {
    scan_date: nucleusDate(scanDate),
    finding_number: `CVE-2031-${10_000 + number}`,
    finding_name: `Weakness ${number} of a network service`,
    finding_severity: number % 10 < 3 ? matchingSeverity : 'Medium',
    finding_description: `A request of the wrong form makes the service ${number} stop. `.repeat(4),
    finding_recommendation: 'Install the update of the vendor, and restart the service.',
    finding_port: '443',
    asset_id: String(100_000 + position),
    asset_name: `host-${position}.example`,
    ip_address: `10.${(position >> 16) & 255}.${(position >> 8) & 255}.${position & 255}`,
    asset_groups: ['/harbour/quay'],
    justification_status_name: hasChanged ? 'In Progress' : 'Active',
  };
}

/** The scan as NDJSON, in pieces of a hundred lines. */
export function* scanLines(scan: BenchScan): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  const data = { project_id: '7', scan_type: 'Bench', scan_date: nucleusDate(scan.scanDate) };
  const envelope = { id: scan.id, type: 'scan.ingested', timestamp: scan.scanDate.toISOString(), data };
  let text = `${JSON.stringify(envelope)}\n`;
  for (let position = 0; position < scan.instances; position++) {
    text += `${JSON.stringify(finding(position, scan))}\n`;
    if (position % 100 === 99) {
      yield encoder.encode(text);
      text = '';
    }
  }
  yield encoder.encode(text);
}
