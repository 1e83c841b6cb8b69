import type { ConnectedOrganization } from '../connectors/connector-access';
import type { Logger } from '../logger';
import type { ReconciliationFault, StepCounts } from './report';

/** What a step is given. */
export interface ReconciliationRun {
  organization: ConnectedOrganization;
  log: Logger;
  /** Whether time is up: the step ends where the next run can go on. Keeps the run's lease as well. */
  isOver(): Promise<boolean>;
  /** Something failed that harms only itself. */
  fault(fault: ReconciliationFault): void;
}

/** A part of reconciliation. Safe to run twice, and to be cut off anywhere. */
export interface ReconciliationStep {
  name: string;
  /** @returns what it found and did; `complete` is false where time was up */
  run(run: ReconciliationRun): Promise<{ counts: StepCounts; complete: boolean }>;
}
