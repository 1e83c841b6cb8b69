import type { ConnectedOrganization, ConnectorAccess } from '../connectors/connector-access';
import { ConflictError, ProblemError } from '../errors';
import { describeError, type Logger } from '../logger';
import type { Lease, Leases } from '../storage/lease';
import type { ReconciliationStore } from './reconciliation-store';
import type { ReconciliationFault, ReconciliationReport, ReconciliationTrigger } from './report';
import type { ReconciliationStep } from './step';

const leaseMs = 5 * 60_000;

/** An HTTP request on Azure ends after 230 seconds, whatever the function does. */
const mostMs = 180_000;

const mostFaults = 100;

export interface ReconciliationView {
  running: boolean;
  lastReport: ReconciliationReport | null;
}

/**
 * Brings a connector's tickets in line with ADO and with themselves, whatever was lost on the way: webhooks, messages,
 * processes. One run at a time per connector. A step that fails does not keep the others from their work.
 */
export class Reconciliation {
  constructor(
    private readonly connectors: ConnectorAccess,
    private readonly steps: readonly ReconciliationStep[],
    private readonly progress: ReconciliationStore,
    private readonly leases: Leases,
  ) {}

  /** @throws NotFoundError @throws ConflictError reconciliation-in-progress */
  async run(connectorId: string, trigger: ReconciliationTrigger, log: Logger): Promise<ReconciliationReport> {
    const organization = await this.connectors.open(connectorId);
    const lease = await this.leases.acquire(leaseName(connectorId), leaseMs);
    if (!lease) {
      throw new ConflictError(
        'reconciliation-in-progress',
        'This connector is being reconciled. GET /api/connectors/{connectorId}/reconcile tells what came of it.',
      );
    }
    try {
      const report = await this.runSteps(organization, trigger, lease, log);
      await this.progress.change(connectorId, (record) => ({ ...record, lastReport: report }));
      log.info('reconciled', { connectorId, trigger, complete: report.complete, ...report.steps });
      return report;
    } finally {
      await lease.release();
    }
  }

  /** @throws NotFoundError */
  async view(connectorId: string): Promise<ReconciliationView> {
    await this.connectors.open(connectorId);
    const [{ lastReport }, running] = await Promise.all([
      this.progress.find(connectorId),
      this.leases.isHeld(leaseName(connectorId)),
    ]);
    return { running, lastReport: lastReport ?? null };
  }

  private async runSteps(
    organization: ConnectedOrganization,
    trigger: ReconciliationTrigger,
    lease: Lease,
    log: Logger,
  ): Promise<ReconciliationReport> {
    const startedAt = new Date();
    const faults: ReconciliationFault[] = [];
    const fault = (one: ReconciliationFault) => {
      if (faults.length < mostFaults) faults.push(one);
    };
    const isOver = async () => Date.now() - startedAt.getTime() > mostMs || !(await lease.renew());
    const report: ReconciliationReport = {
      connectorId: organization.connector.id,
      trigger,
      startedAt: startedAt.toISOString(),
      finishedAt: startedAt.toISOString(),
      complete: true,
      steps: {},
      faults,
    };
    for (const step of this.steps) {
      try {
        const { counts, complete } = await step.run({ organization, log, isOver, fault });
        report.steps[step.name] = counts;
        report.complete &&= complete;
      } catch (error) {
        report.complete = false;
        fault(toFault(step.name, error));
        log.error('reconciliation step failed', { step: step.name, ...describeError(error) });
      }
    }
    return { ...report, finishedAt: new Date().toISOString() };
  }
}

const leaseName = (connectorId: string) => `reconciliation|${connectorId}`;

function toFault(step: string, error: unknown): ReconciliationFault {
  const isKnown = error instanceof ProblemError;
  return {
    step,
    code: isKnown ? error.details.code : 'internal-error',
    detail: isKnown ? error.message : 'The step failed for a reason that the logs tell.',
  };
}
