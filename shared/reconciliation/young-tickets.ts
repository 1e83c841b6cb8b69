import type { WorkItem } from '../azure-devops/client';
import type { ConnectedOrganization } from '../connectors/connector-access';
import { inParallel } from '../in-parallel';
import type { TicketStore } from '../tickets/ticket-store';
import type { ReconciliationStore } from './reconciliation-store';
import { addCounts, type StepCounts } from './report';
import type { ReconciliationRun, ReconciliationStep } from './step';
import type { TicketReconciler } from './ticket-reconciler';

/** As many as one request reads. */
const ticketsPerRead = 200;
const ticketsAtOnce = 8;

/** A ticket made shortly before a run may have been stored only after the run had passed its work item by. */
const marginMs = 2 * 60_000;

/** A ticket whose work item is looked at. */
interface Suspect {
  ticketId: string;
  workItemId: number;
  project: string;
}

/**
 * Tickets that the revisions may have passed by: those stored since the last run, because news of a work item that comes
 * before its ticket is stored is nobody's, and those whose news could not be applied. Their work items are read, 200 in
 * a request; none when there are none.
 */
export class YoungTickets implements ReconciliationStep {
  readonly name = 'youngTickets';

  constructor(
    private readonly tickets: TicketStore,
    private readonly reconciler: TicketReconciler,
    private readonly progress: ReconciliationStore,
  ) {}

  async run(run: ReconciliationRun): Promise<{ counts: StepCounts; complete: boolean }> {
    const { organization } = run;
    const connectorId = organization.connector.id;
    const { caughtUpAt = organization.connector.createdAt, recheck = [] } =
      await this.progress.find(connectorId);
    const since = new Date(Date.parse(caughtUpAt) - marginMs).toISOString();
    const suspects = [
      ...(await this.madeSince(connectorId, since)),
      ...(await this.toRecheck(connectorId, recheck)),
    ];
    let counts: StepCounts = { requests: 0, ticketsChanged: 0, commentsChanged: 0 };
    for (let start = 0; start < suspects.length; start += ticketsPerRead) {
      const some = suspects.slice(start, start + ticketsPerRead);
      counts = addCounts(counts, await this.look(organization, some));
      if (await run.isOver()) return { counts, complete: false };
    }
    if (recheck.length > 0) {
      await this.progress.change(connectorId, (record) => ({
        ...record,
        recheck: record.recheck?.filter((id) => !recheck.includes(id)),
      }));
    }
    return { counts, complete: true };
  }

  private async madeSince(connectorId: string, since: string): Promise<Suspect[]> {
    const made: Suspect[] = [];
    let token: string | undefined;
    do {
      const page = await this.tickets.page({ connectorId }, ticketsPerRead, token);
      const young = page.rows.map(({ value }) => value).filter(({ createdAt }) => createdAt >= since);
      made.push(...young.map(({ id, workItemId, project }) => ({ ticketId: id, workItemId, project })));
      // Newest first: after the first older one there are no younger ones.
      token = young.length === page.rows.length ? page.continuationToken : undefined;
    } while (token !== undefined);
    return made;
  }

  private async toRecheck(connectorId: string, workItemIds: readonly number[]): Promise<Suspect[]> {
    const found = await inParallel(workItemIds, ticketsAtOnce, async (workItemId) => {
      const ticketId = await this.tickets.idByWorkItem(connectorId, workItemId);
      const record = ticketId === undefined ? undefined : await this.tickets.record(ticketId);
      return record && { ticketId: record.id, workItemId, project: record.project };
    });
    return found.flatMap((suspect) => suspect ?? []);
  }

  private async look(organization: ConnectedOrganization, suspects: readonly Suspect[]): Promise<StepCounts> {
    const read = await organization.azureDevOps.readWorkItems(suspects.map(({ workItemId }) => workItemId));
    const byId = new Map(read.map((workItem) => [workItem.id, workItem]));
    const results = await inParallel(suspects, ticketsAtOnce, (suspect) =>
      this.reconcile(organization, suspect, byId.get(suspect.workItemId)),
    );
    return results.reduce(addCounts, { requests: 1 });
  }

  private async reconcile(
    organization: ConnectedOrganization,
    { ticketId, workItemId, project }: Suspect,
    workItem: WorkItem | undefined,
  ): Promise<StepCounts> {
    if (workItem) return this.reconciler.reconcile(organization, ticketId, { ...workItem, deleted: false });
    // That it cannot be read says nothing: only the recycle bin says that it is deleted.
    if (!(await organization.azureDevOps.isInRecycleBin(project, workItemId))) return { notVisible: 1 };
    return { inRecycleBin: 1, ...(await this.reconciler.markDeleted(ticketId)) };
  }
}
