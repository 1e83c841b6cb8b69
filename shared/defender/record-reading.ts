import type { RawFinding } from '../nucleus/finding';

/** One finding of a record, written as Nucleus would. */
export interface RecordFinding {
  raw: RawFinding;
  /**
   * Tells the instance from others of the same unique finding on the same asset: one vulnerability can be found by
   * several scanners and in several packages, and each is mitigated by itself.
   */
  source: string;
}

/** Where a finding says its status in the fields that the mapping writes. */
export const statusFields = { label: 'justification_status_name', endsAt: 'status_expires_at' } as const;

/** The status of a finding, as fields. */
export const statusOf = (label: string, endsAt?: string): RawFinding => ({
  [statusFields.label]: label,
  [statusFields.endsAt]: endsAt ?? '',
});
