import type { RawFinding } from './finding';
import { fitFields } from './fit-fields';

/** Fields of the unique finding, shared by all its instances; kept once instead of with each. */
const definitionFields: ReadonlySet<string> = new Set([
  'project_id',
  'scan_type',
  'finding_number',
  'finding_name',
  'finding_description',
  'finding_recommendation',
  'finding_references',
  'finding_cve',
  'finding_type',
  'finding_exploitable',
  'epss_score',
  'cisa_vulnerability_name',
]);

/** Differ from scan to scan though nothing happened. */
const fleetingFields: ReadonlySet<string> = new Set(['scan_id', 'scan_date', 'scan_date_timestamp']);

/** Bytes of JSON: 99 instances and their header have to fit in one transaction of 4 MiB, and any one in a message. */
const mostDefinitionBytes = 100_000;
const mostInstanceBytes = 16_000;

/**
 * Splits what Nucleus sent into what all instances share and what is this one's own; what is too long is cut. Nothing
 * ("" or null) is kept as null where it is the instance's own, because it clears what was there before.
 */
export function splitFields(fields: RawFinding): { definition: RawFinding; own: RawFinding } {
  const definition: RawFinding = {};
  const own: RawFinding = {};
  for (const [name, value] of Object.entries(fields)) {
    if (fleetingFields.has(name)) continue;
    const nothing = value === '' || value === null;
    if (!definitionFields.has(name)) own[name] = nothing ? null : value;
    else if (!nothing) definition[name] = value;
  }
  return { definition: fitFields(definition, mostDefinitionBytes), own: fitFields(own, mostInstanceBytes) };
}
