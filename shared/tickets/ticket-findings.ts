import { type FieldFault, InvalidRequestError } from '../errors';
import { groupBy } from '../group-by';
import { isRejected, readFinding, type StatusDialect } from '../nucleus/finding';
import { countInstances } from '../nucleus/finding-record';
import { findingPartition } from '../nucleus/finding-store';
import { textOf } from '../nucleus/loose-values';
import { highestSeverity } from '../nucleus/severity';
import type { TicketFinding } from './ticket';

/**
 * Reads the findings that a person ties to a ticket: one entry per unique finding, with the counts of its instances.
 * @throws InvalidRequestError with the place of each finding that cannot be used
 */
export function toTicketFindings(
  findings: readonly Record<string, unknown>[],
  dialect: StatusDialect,
  now: Date,
): TicketFinding[] {
  const faults: FieldFault[] = [];
  const read = findings.flatMap((fields, position) => {
    const finding = readFinding(fields, { asOf: now.toISOString(), datedByScan: false }, dialect, now);
    if (!isRejected(finding)) return [finding];
    faults.push({ pointer: `/findings/${position}`, message: finding.reason });
    return [];
  });
  if (faults.length > 0)
    throw new InvalidRequestError('Some findings cannot be used.', faults, 'invalid-finding');
  return [...groupBy(read, ({ uniqueFinding }) => findingPartition(uniqueFinding)).values()].flatMap(
    (instances) => {
      const [first] = instances;
      return first
        ? [
            {
              id: first.uniqueFinding,
              name: textOf(first.fields.finding_name),
              severity: highestSeverity(instances.map(({ fields }) => textOf(fields.finding_severity))),
              counts: countInstances(
                new Map(instances.map((instance) => [instance.instanceId, instance])).values(),
              ),
            },
          ]
        : [];
    },
  );
}
