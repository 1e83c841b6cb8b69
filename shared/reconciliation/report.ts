/** What a step found and did, in numbers. */
export type StepCounts = Record<string, number>;

/** A step, or one work item of it, that failed; the others went on. */
export interface ReconciliationFault {
  step: string;
  code: string;
  detail: string;
}

export type ReconciliationTrigger = 'timer' | 'api' | 'repair';

/** What one run of reconciliation found and did. */
export interface ReconciliationReport {
  connectorId: string;
  trigger: ReconciliationTrigger;
  startedAt: string;
  finishedAt: string;
  /** False when time was up before everything was looked at: the next run goes on where this one ended. */
  complete: boolean;
  steps: Record<string, StepCounts>;
  faults: ReconciliationFault[];
}

/** Sums counts of the same name. */
export function addCounts(sum: StepCounts, more: StepCounts): StepCounts {
  const names = new Set([...Object.keys(sum), ...Object.keys(more)]);
  return Object.fromEntries([...names].map((name) => [name, (sum[name] ?? 0) + (more[name] ?? 0)]));
}
