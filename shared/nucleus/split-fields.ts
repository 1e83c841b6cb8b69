import type { RawFinding } from './finding';

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

/** Characters of one text field, and of an instance's fields in all: a row has to fit in a table with 99 others. */
const longestText = 100_000;
const longestInstanceText = 8_000;

const cutTo = (limit: number, value: unknown): unknown =>
  typeof value === 'string' && value.length > limit ? `${value.slice(0, limit)}… (cut)` : value;

/** Splits what Nucleus sent into what all instances share and what is this one's own; very long text is cut. */
export function splitFields(fields: RawFinding): { definition: RawFinding; own: RawFinding } {
  const definition: RawFinding = {};
  const own: RawFinding = {};
  for (const [name, value] of Object.entries(fields)) {
    if (fleetingFields.has(name) || value === '' || value === null) continue;
    if (definitionFields.has(name)) definition[name] = cutTo(longestText, value);
    else own[name] = cutTo(longestInstanceText, value);
  }
  return { definition, own };
}
