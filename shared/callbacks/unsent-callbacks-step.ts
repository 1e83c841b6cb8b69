import type { ReconciliationRun, ReconciliationStep } from '../reconciliation/step';
import type { StepCounts } from '../reconciliation/report';
import type { UnsentCallbacks } from './unsent-callbacks';

/** Messages to Nucleus whose word in the queue was lost: they are asked for again. */
export class UnsentCallbacksStep implements ReconciliationStep {
  readonly name = 'callbacks';

  constructor(private readonly unsent: Pick<UnsentCallbacks, 'resend'>) {}

  async run({
    organization,
  }: Pick<ReconciliationRun, 'organization'>): Promise<{ counts: StepCounts; complete: boolean }> {
    const { waiting, resent, cleared } = await this.unsent.resend(organization.connector.id);
    return { counts: { waiting, resent, cleared }, complete: true };
  }
}
