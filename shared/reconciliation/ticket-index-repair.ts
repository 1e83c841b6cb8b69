import { inParallel } from '../in-parallel';
import type { TicketStore } from '../tickets/ticket-store';
import type { ReconciliationStore } from './reconciliation-store';
import type { StepCounts } from './report';
import type { ReconciliationRun, ReconciliationStep } from './step';

/** Of a run: the walk along all tickets takes several. */
const ticketsPerRun = 500;
const ticketsAtOnce = 16;

/** Rows that find tickets and lag behind them, because a process died between the two or two crossed. Asks nothing of ADO. */
export class TicketIndexRepair implements ReconciliationStep {
  readonly name = 'index';

  constructor(
    private readonly tickets: TicketStore,
    private readonly progress: ReconciliationStore,
  ) {}

  async run({ organization }: ReconciliationRun): Promise<{ counts: StepCounts; complete: boolean }> {
    const connectorId = organization.connector.id;
    const { indexToken } = await this.progress.find(connectorId);
    const { ids, token } = await this.tickets.ids(connectorId, ticketsPerRun, indexToken);
    const repaired = await inParallel(ids, ticketsAtOnce, (ticketId) => this.tickets.repairIndex(ticketId));
    if (token !== indexToken) {
      await this.progress.change(connectorId, ({ indexToken: _, ...record }) => ({
        ...record,
        ...(token === undefined ? {} : { indexToken: token }),
      }));
    }
    return { counts: { checked: ids.length, repaired: repaired.filter(Boolean).length }, complete: true };
  }
}
