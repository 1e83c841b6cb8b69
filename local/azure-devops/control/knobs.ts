import { FaultPlan } from './faults';
import { RequestCounts } from './request-counts';

/** What tests turn. */
export class Knobs {
  readonly requests = new RequestCounts();
  readonly faults = new FaultPlan();
  /** Before each answer of the REST API. */
  latencyMs = 0;
}
