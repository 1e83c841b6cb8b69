import { queryError } from '../http/errors';
import { isIdentity } from '../identity-ref';
import { asText } from '../model/field-values';
import type { Organization } from '../model/organization';
import { expandedFields } from '../model/system-fields';
import type { StoredRevision, WorkItem } from '../model/work-item';
import type { FieldValues } from '../work-item-change';
import { type Candidate, meets, type QueryContext } from './evaluate';
import type { Query } from './query';

/** More than this many results are an error (facts: azure-devops.md section 4.8). */
const maxResults = 20_000;

const computed = new Set(['System.Watermark', 'System.AreaId', 'System.IterationId', 'System.NodeName']);

/** The fields a query looks at beside those that are stored. */
function needsComputedFields(query: Query): boolean {
  const text = JSON.stringify([query.where, query.orderBy]);
  return [...computed].some((name) => text.includes(`"${name}"`));
}

const sortKey = (value: unknown): string | number => {
  if (isIdentity(value)) return value.displayName;
  return typeof value === 'number' ? value : asText(value);
};

function compareBy(query: Query, a: FieldValues, b: FieldValues): number {
  for (const { field, descending } of query.orderBy) {
    const left = sortKey(a[field.referenceName]);
    const right = sortKey(b[field.referenceName]);
    const result =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : String(left).localeCompare(String(right), 'en');
    if (result !== 0) return descending ? -result : result;
  }
  return 0;
}

/**
 * The work items that a query finds, in its order. Deleted ones never appear.
 * @param revisionOf the revision to look at; undefined leaves the item out
 */
export function runQuery(
  organization: Organization,
  items: Iterable<WorkItem>,
  query: Query,
  context: QueryContext,
  revisionOf: (item: WorkItem) => StoredRevision | undefined,
): WorkItem[] {
  const expand = needsComputedFields(query);
  const found: { item: WorkItem; fields: FieldValues }[] = [];
  for (const item of items) {
    const revision = item.deleted ? undefined : revisionOf(item);
    if (!revision) continue;
    const project = organization.projectOf(item);
    const own = { 'System.Id': item.id, 'System.Rev': revision.rev, ...revision.fields };
    const fields = expand ? expandedFields(project, revision) : own;
    const candidate: Candidate = {
      fields,
      everHad: (name) => item.revisions.map((past) => past.fields[name]),
      typesIn: (category) =>
        [...project.process.categories].find(([name]) => name.toLowerCase() === category)?.[1] ?? [],
    };
    if (!query.where || meets(query.where, candidate, context)) found.push({ item, fields });
  }
  if (found.length > maxResults)
    throw queryError(
      `VS402337: The number of work items returned exceeds the size limit of ${maxResults}. Change the query to return fewer items.`,
    );
  if (query.orderBy.length > 0) found.sort((a, b) => compareBy(query, a.fields, b.fields));
  return found.map(({ item }) => item);
}
