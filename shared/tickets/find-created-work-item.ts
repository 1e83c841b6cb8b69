import type { AzureDevOpsClient, WorkItem } from '../azure-devops/client';
import type { CreationClaim } from './creation-claims';
import { leadsToTicket } from './ticket-url';

/** Clocks of two clouds differ by less. */
const clockToleranceMs = 5 * 60_000;

/** Newest first; one page is read at a time. */
const pageSize = 200;

const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;

/**
 * Looks in ADO for the work item that an interrupted creation may have made: ours, of that type and project, since the
 * claim, with a link to the claim's ticket. Relations cannot be queried, hence reading the candidates.
 */
export async function findCreatedWorkItem(
  azureDevOps: AzureDevOpsClient,
  { project, workItemType, firstClaimedAt, ticketId }: CreationClaim,
): Promise<WorkItem | undefined> {
  const since = new Date(Date.parse(firstClaimedAt) - clockToleranceMs).toISOString();
  const ids = await azureDevOps.queryWorkItemIds(
    project,
    `SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = ${quoted(project)}` +
      ` AND [System.WorkItemType] = ${quoted(workItemType)} AND [System.CreatedBy] = @Me` +
      ` AND [System.CreatedDate] >= ${quoted(since)} ORDER BY [System.Id] DESC`,
    { timePrecision: true },
  );
  for (let start = 0; start < ids.length; start += pageSize) {
    const candidates = await azureDevOps.readWorkItems(ids.slice(start, start + pageSize), {
      expandRelations: true,
    });
    const found = candidates.find(({ relations = [] }) =>
      relations.some(({ rel, url }) => rel === 'Hyperlink' && leadsToTicket(url, ticketId)),
    );
    if (found) return found;
  }
  return undefined;
}
