import type { RawFinding } from '../nucleus/finding';
import type { StoredInstance } from '../nucleus/finding-record';
import { textOf } from '../nucleus/loose-values';
import { escapeMarkdown } from './render-template';

/** A work item is for reading: more rows than this are counted, not listed. */
const mostRows = 50;

const columns: { title: string; of: (instance: StoredInstance) => unknown }[] = [
  {
    title: 'Asset',
    of: ({ fields, instanceId }) => fields.asset_name ?? fields.host_name ?? instanceId.split('\n')[0],
  },
  { title: 'Address', of: ({ fields }) => fields.ip_address },
  { title: 'Port', of: ({ fields }) => fields.finding_port },
  { title: 'Path', of: ({ fields }) => fields.finding_path },
  { title: 'Status', of: ({ fields, status }) => statusLabel(fields, status) },
];

const statusLabel = (fields: RawFinding, status: string) =>
  textOf(fields.justification_status_name) ?? textOf(fields.finding_status) ?? status;

/** A cell is one line: a line break would end the row. */
const cell = (value: unknown) => escapeMarkdown((textOf(value) ?? '').replace(/\s+/g, ' '));

/** The affected assets as a Markdown table, the open ones first. */
export function assetTable(instances: readonly StoredInstance[]): string {
  const openFirst = [...instances].sort(
    (a, b) => Number(b.remediation === 'open') - Number(a.remediation === 'open'),
  );
  const rows = openFirst
    .slice(0, mostRows)
    .map((instance) => `| ${columns.map(({ of }) => cell(of(instance))).join(' | ')} |`);
  const more = instances.length - rows.length;
  return [
    `| ${columns.map(({ title }) => title).join(' | ')} |`,
    `|${columns.map(() => ' --- ').join('|')}|`,
    ...rows,
    ...(more > 0 ? ['', `and ${more} more`] : []),
  ].join('\n');
}
