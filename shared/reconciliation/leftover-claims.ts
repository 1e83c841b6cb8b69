import { ConflictError, ProblemError } from '../errors';
import { isPassing } from '../messaging/retry-delay';
import type { StateCategories } from '../sync/state-categories';
import { toWorkItemFacts } from '../sync/work-item-facts';
import type { CreationClaim, CreationClaims } from '../tickets/creation-claims';
import { findCreatedWorkItem } from '../tickets/find-created-work-item';
import type { TicketStore } from '../tickets/ticket-store';
import { adoptedTicket, whoReturns } from './adopted-ticket';
import { addCounts, type StepCounts } from './report';
import type { ReconciliationRun, ReconciliationStep } from './step';

/** Until then whoever began may still come back by itself: a queue repeats a message for longer than this. */
const patienceMs = 15 * 60_000;

/** An Idempotency-Key is good for a day; a finding may ask for its ticket at any time. */
const keyKeptMs = 24 * 60 * 60_000;

const isKept = (claim: CreationClaim): boolean => {
  const returning = whoReturns(claim);
  return returning === 'finding' || (returning === 'key' && ageOf(claim) < keyKeptMs);
};

const ageOf = ({ firstClaimedAt }: CreationClaim) => Date.now() - Date.parse(firstClaimedAt);

/**
 * Creations that were cut off. If the work item was made, its ticket is stored, so that it is followed; if it was not, the
 * claim goes. A claim that somebody may come back for stays while they may: they find the ticket by it and make no other.
 */
export class LeftoverClaims implements ReconciliationStep {
  readonly name = 'claims';

  constructor(
    private readonly claims: CreationClaims,
    private readonly tickets: TicketStore,
    private readonly categories: StateCategories,
  ) {}

  async run(run: ReconciliationRun): Promise<{ counts: StepCounts; complete: boolean }> {
    let counts: StepCounts = { found: 0, adopted: 0, released: 0 };
    const left = await this.claims.leftOver(run.organization.connector.id);
    for (const claim of left) {
      counts = addCounts(counts, { found: 1, ...(await this.resolve(run, claim)) });
      if (await run.isOver()) return { counts, complete: false };
    }
    return { counts, complete: true };
  }

  private async resolve(run: ReconciliationRun, claim: CreationClaim): Promise<StepCounts> {
    if (Date.now() - Date.parse(claim.claimedAt) < patienceMs) return { waiting: 1 };
    try {
      const stored = await this.tickets.record(claim.ticketId);
      if (!stored) return await this.search(run, claim);
      await this.tickets.repairIndex(claim.ticketId);
      if (isKept(claim)) return { kept: 1 };
      return await this.release((await this.claims.claim(claim)).claim);
    } catch (error) {
      // Whoever began has come back just now.
      if (error instanceof ConflictError) return { waiting: 1 };
      if (!(error instanceof ProblemError) || isPassing(error)) throw error;
      const { code } = error.details;
      run.fault({ step: this.name, code, detail: `Ticket ${claim.ticketId}: ${error.message}` });
      return { failed: 1 };
    }
  }

  /** As the holder of the claim, so that nobody creates meanwhile. */
  private async search({ organization }: ReconciliationRun, left: CreationClaim): Promise<StepCounts> {
    const { azureDevOps } = organization;
    const { claim } = await this.claims.claim(left);
    const workItem = await findCreatedWorkItem(azureDevOps, claim);
    if (!workItem) return this.release(claim);
    const facts = toWorkItemFacts(workItem.fields, undefined);
    const category = await this.categories.of(azureDevOps, claim.connectorId, facts);
    await this.tickets.create(adoptedTicket(claim, workItem, category, new Date()));
    return isKept(claim) ? { adopted: 1, kept: 1 } : { adopted: 1, ...(await this.release(claim)) };
  }

  private async release(claim: CreationClaim): Promise<StepCounts> {
    await this.claims.release(claim);
    return { released: 1 };
  }
}
