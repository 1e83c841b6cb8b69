import type { RawFinding } from '../nucleus/finding';
import type { FindingHeader, StoredInstance } from '../nucleus/finding-record';
import { dateOf } from '../nucleus/loose-values';
import { severityOf } from '../nucleus/shares-of';
import { highestSeverity } from '../nucleus/severity';

/** What templates and mappings may use besides Nucleus's own fields. */
export const countFields = ['finding_count', 'open_count', 'remediated_count', 'temporary_count'] as const;

/**
 * The fields that a template sees: the definition, and the first instance that is still open; of the instances that are
 * open, the highest severity and the nearest due date.
 */
export function templateFields(
  { id, definition }: Pick<FindingHeader, 'id' | 'definition'>,
  instances: readonly StoredInstance[],
  counts: { total: number; open: number; remediated: number; temporary: number },
): RawFinding {
  const open = instances.filter(({ remediation }) => remediation === 'open');
  const shown = open.length > 0 ? open : instances;
  const severity = highestSeverity(shown.map(({ fields }) => severityOf(fields)));
  const [due] = shown.flatMap(({ fields }) => dateOf(fields.due_date)?.toISOString() ?? []).sort();
  return {
    ...definition,
    ...shown[0]?.fields,
    ...(severity === undefined ? {} : { finding_severity: severity }),
    ...(due === undefined ? {} : { due_date: due }),
    project_id: id.nucleusProjectId,
    scan_type: id.scanType,
    finding_number: id.findingNumber,
    finding_count: counts.total,
    open_count: counts.open,
    remediated_count: counts.remediated,
    temporary_count: counts.temporary,
  };
}
