import type { RawFinding } from '../nucleus/finding';
import type { FindingHeader, StoredInstance } from '../nucleus/finding-record';
import type { FindingStore } from '../nucleus/finding-store';
import { highestSeverity } from '../nucleus/severity';
import { assetTable } from '../rules/asset-table';
import { byImportance, findingTable } from '../rules/finding-table';
import { isOneFindingEach } from '../rules/group-of';
import type { ManagedPart } from '../rules/managed-part';
import { mapFields, type MappedValue } from '../rules/map-fields';
import type { Rule } from '../rules/rule';
import { templateFields } from '../rules/template-fields';
import { behindOf, severityBehind } from './behind';
import type { TicketFinding } from './ticket';

/** What the work item of a ticket should say, by what is stored now. */
export interface TicketContent {
  fields: RawFinding;
  part: ManagedPart;
  mapped: { always: Record<string, MappedValue>; onCreateOnly: Record<string, MappedValue> };
  severity: string | undefined;
}

/**
 * Decides what a ticket's work item should say: of one finding its assets, of many findings a list of them.
 * @param header the most important of the findings, and its instances in the group
 * @param findings all that are behind the ticket
 * @param values what they have in common, by field
 */
export function contentOf(
  rule: Rule,
  header: Pick<FindingHeader, 'id' | 'definition'>,
  instances: readonly StoredInstance[],
  findings: readonly TicketFinding[],
  values: Record<string, string>,
): TicketContent {
  const behind = behindOf(findings);
  const severity = severityBehind(behind) ?? highestSeverity(findings.map((finding) => finding.severity));
  const fields = {
    ...templateFields(header, instances, behind.counts),
    ...(severity === undefined ? {} : { finding_severity: severity }),
  };
  return {
    fields,
    part: {
      severity,
      counts: behind.counts,
      findings: findings.length,
      values,
      table: isOneFindingEach(rule) ? assetTable(instances) : findingTable(findings),
    },
    mapped: mapFields(rule.fieldMappings, fields),
    severity,
  };
}

/** Reads what a ticket's work item should say by now. */
export class TicketContents {
  constructor(private readonly findings: FindingStore) {}

  /** undefined when there is nothing behind the ticket that is stored. */
  async of(
    rule: Rule,
    group: string,
    findings: readonly TicketFinding[],
    values: Record<string, string>,
  ): Promise<TicketContent | undefined> {
    const [first] = [...findings].sort(byImportance);
    if (!first) return undefined;
    const [header, instances] = await Promise.all([
      this.findings.header(first.id),
      this.findings.instancesOf(first.id, group),
    ]);
    return header && contentOf(rule, header, instances, findings, values);
  }
}
