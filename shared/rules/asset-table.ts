import type { StoredInstance } from '../nucleus/finding-record';
import { textOf } from '../nucleus/loose-values';
import { assetName } from '../nucleus/shares-of';
import type { TextTable } from './text-table';

/** A work item is for reading: more rows than this are counted, not listed. */
export const mostRows = 50;

const columns: { title: string; of: (instance: StoredInstance) => unknown }[] = [
  { title: 'Asset', of: assetName },
  { title: 'Address', of: ({ fields }) => fields.ip_address },
  { title: 'Port', of: ({ fields }) => fields.finding_port },
  { title: 'Path', of: ({ fields }) => fields.finding_path },
  {
    title: 'Status',
    of: ({ fields, status }) =>
      textOf(fields.justification_status_name) ?? textOf(fields.finding_status) ?? status,
  },
];

/** The affected assets, the open ones first. */
export function assetTable(instances: readonly StoredInstance[]): TextTable {
  const openFirst = [...instances].sort(
    (a, b) => Number(b.remediation === 'open') - Number(a.remediation === 'open'),
  );
  const rows = openFirst
    .slice(0, mostRows)
    .map((instance) => columns.map(({ of }) => textOf(of(instance)) ?? ''));
  return { titles: columns.map(({ title }) => title), rows, more: instances.length - rows.length };
}
