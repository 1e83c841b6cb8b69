import type { BulkClosure } from '../operations/bulk-closure';
import type { OperationStore } from '../operations/operation-store';
import type { StepCounts } from './report';
import type { ReconciliationStep } from './step';

/** Operations whose messages are gone though they are not done: they are asked for again. */
export class StuckOperations implements ReconciliationStep {
  readonly name = 'operations';

  constructor(
    private readonly operations: Pick<OperationStore, 'stuck'>,
    private readonly closure: Pick<BulkClosure, 'resume'>,
  ) {}

  async run(): Promise<{ counts: StepCounts; complete: boolean }> {
    const stuck = await this.operations.stuck(new Date());
    for (const operationId of stuck) await this.closure.resume(operationId);
    return { counts: { resumed: stuck.length }, complete: true };
  }
}
