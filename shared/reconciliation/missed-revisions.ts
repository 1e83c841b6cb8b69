import type { RevisionPage } from '../azure-devops/client';
import { RequestRefusedError } from '../azure-devops/errors';
import { ProblemError } from '../errors';
import { inParallel } from '../in-parallel';
import { isPassing } from '../messaging/retry-delay';
import { wantedFields } from '../sync/work-item-event-message';
import type { TicketStore } from '../tickets/ticket-store';
import type { ReconciliationStore } from './reconciliation-store';
import { addCounts, type StepCounts } from './report';
import type { ReconciliationRun, ReconciliationStep } from './step';
import type { TicketReconciler } from './ticket-reconciler';

const ticketsAtOnce = 8;

/** Clocks of two clouds differ by less, and a token that ADO no longer knows is replaced by a time. */
const overlapMs = 60 * 60_000;

const deletedField = 'System.IsDeleted';
const fields = [...wantedFields, deletedField];

/** More than these are not worth remembering one by one. */
const mostRechecks = 500;

/**
 * What webhooks have not brought: every revision of the organization since the last run, from the reporting API (facts:
 * azure-devops.md section 4.8), a request per thousand. The token moves on once a page is applied.
 */
export class MissedRevisions implements ReconciliationStep {
  readonly name = 'revisions';

  constructor(
    private readonly tickets: TicketStore,
    private readonly reconciler: TicketReconciler,
    private readonly progress: ReconciliationStore,
  ) {}

  async run(run: ReconciliationRun): Promise<{ counts: StepCounts; complete: boolean }> {
    const { connector } = run.organization;
    const startedAt = new Date().toISOString();
    let counts: StepCounts = { requests: 0, revisions: 0, ticketsChanged: 0, commentsChanged: 0 };
    let { revisionsToken: token } = await this.progress.find(connector.id);
    for (;;) {
      const page = await this.page(run, token);
      counts = addCounts(counts, { requests: 1, revisions: page.revisions.length });
      const applied = await inParallel(page.revisions, ticketsAtOnce, (revision) =>
        this.apply(run, revision),
      );
      counts = applied.reduce(addCounts, counts);
      const isLast = page.isLastBatch || page.continuationToken === token;
      token = page.continuationToken;
      await this.progress.change(connector.id, (record) => ({
        ...record,
        revisionsToken: page.continuationToken,
        ...(isLast ? { caughtUpAt: startedAt } : {}),
      }));
      if (isLast) return { counts, complete: true };
      if (await run.isOver()) return { counts, complete: false };
    }
  }

  /** The first page begins where the connector did: tickets are younger. */
  private async page(run: ReconciliationRun, token: string | undefined): Promise<RevisionPage> {
    const { azureDevOps, connector } = run.organization;
    if (token === undefined) {
      return azureDevOps.reportingRevisions({ startDateTime: connector.createdAt, fields });
    }
    try {
      return await azureDevOps.reportingRevisions({ continuationToken: token, fields });
    } catch (error) {
      if (!(error instanceof RequestRefusedError)) throw error;
      const { caughtUpAt = connector.createdAt } = await this.progress.find(connector.id);
      const startDateTime = new Date(Date.parse(caughtUpAt) - overlapMs).toISOString();
      run.log.warn('reporting token refused', { connectorId: connector.id, startDateTime });
      return azureDevOps.reportingRevisions({ startDateTime, fields });
    }
  }

  private async apply(
    run: ReconciliationRun,
    revision: RevisionPage['revisions'][number],
  ): Promise<StepCounts> {
    const { organization } = run;
    const { id, rev, fields: current } = revision;
    const connectorId = organization.connector.id;
    const ticketId = await this.tickets.idByWorkItem(connectorId, id);
    if (ticketId === undefined) return {};
    try {
      const deleted = current[deletedField] === true;
      return await this.reconciler.reconcile(organization, ticketId, { rev, fields: current, deleted });
    } catch (error) {
      // What passes is tried again with its page; what does not must not hold up the rest for ever.
      if (!(error instanceof ProblemError) || isPassing(error)) throw error;
      run.fault({ step: this.name, code: error.details.code, detail: `Work item ${id}: ${error.message}` });
      await this.progress.change(connectorId, (record) => ({
        ...record,
        recheck: [...new Set([...(record.recheck ?? []), id])].slice(-mostRechecks),
      }));
      return { failed: 1 };
    }
  }
}
