import type { NucleusEvent } from '../../../shared/nucleus/event-schema';
import type { RawFinding } from '../../../shared/nucleus/finding';
import { aRawFinding } from './a-finding';

/** The event of a scan that was made on a day of March 2026. */
export const aScan = (id: string, day: number, findings: RawFinding[]): NucleusEvent => {
  const scanDate = `2026-03-${String(day).padStart(2, '0')} 08:00:00`;
  return {
    id,
    type: 'scan.ingested',
    timestamp: '2026-03-31T00:00:00Z',
    data: {
      project_id: '12',
      scan_type: 'AZURE',
      scan_date: scanDate,
      findings: findings.map((finding) => aRawFinding({ scan_date: scanDate, ...finding })),
    },
  };
};
