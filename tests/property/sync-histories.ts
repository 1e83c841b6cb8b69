import fc from 'fast-check';
import { AzureDevOpsError } from '../../shared/azure-devops/errors';
import { ProblemError } from '../../shared/errors';
import type { Ticket } from '../../shared/tickets/ticket';
import { CrashError } from '../support/crash';
import { aDeveloper, type Delivery } from '../support/fake-organization';
import type { Fault } from '../support/fake-azure-devops';
import { SyncWorld } from '../support/sync-world';

/** Something that somebody does, or that happens to a process or a delivery. `item` chooses the work item. */
export type Act =
  | { act: 'state' | 'assign'; item: number; choice: number }
  | { act: 'title' | 'comment' | 'retype' | 'move' | 'remove'; item: number }
  | { act: 'edit comment' | 'delete comment'; item: number; choice: number }
  | { act: 'post'; item: number }
  | { act: 'set state'; item: number; choice: number }
  | { act: 'deliver' | 'deliver thin' | 'repeat' | 'drop'; choice: number }
  | { act: 'store the late ticket' }
  | { act: 'reconcile' }
  | { act: 'crash'; at: number; when: 'before' | 'after' }
  | { act: 'fault'; after: number; fault: Fault }
  | { act: 'together'; acts: Act[] };

const item = fc.nat({ max: 2 });
const choice = fc.nat({ max: 9 });
const developer = fc.oneof(
  fc.record({ act: fc.constantFrom('state', 'assign'), item, choice }),
  fc.record({ act: fc.constantFrom('title', 'comment', 'retype', 'move', 'remove'), item }),
  fc.record({ act: fc.constantFrom('edit comment', 'delete comment'), item, choice }),
);
const nucleus = fc.oneof(
  fc.record({ act: fc.constant('post'), item }),
  fc.record({ act: fc.constant('set state'), item, choice }),
);
const hooks = fc.record({ act: fc.constantFrom('deliver', 'deliver thin', 'repeat', 'drop'), choice });
const trouble = fc.oneof(
  fc.record({
    act: fc.constant('crash'),
    at: fc.integer({ min: 1, max: 25 }),
    when: fc.constantFrom('before', 'after'),
  }),
  fc.record({
    act: fc.constant('fault'),
    after: fc.nat({ max: 2 }),
    fault: fc.constantFrom('unavailable', 'reply-lost'),
  }),
);
const single = fc.oneof(
  { weight: 6, arbitrary: developer },
  { weight: 3, arbitrary: nucleus },
  { weight: 6, arbitrary: hooks },
  { weight: 2, arbitrary: trouble },
  { weight: 1, arbitrary: fc.constant({ act: 'reconcile' }) },
  { weight: 1, arbitrary: fc.constant({ act: 'store the late ticket' }) },
) as fc.Arbitrary<Act>;
const together = fc.record({
  act: fc.constant('together'),
  acts: fc.array(single, { minLength: 2, maxLength: 3 }),
});

/** Histories of what developers, Nucleus, service hooks and failing processes do. */
export const histories = fc.array(
  fc.oneof({ weight: 6, arbitrary: single }, { weight: 1, arbitrary: together }),
  { minLength: 1, maxLength: 25 },
);

const thin = (delivery: Delivery): Delivery => {
  const { id, workItemId } = delivery.resource as Record<string, unknown>;
  return { ...delivery, resource: { id, ...(workItemId === undefined ? {} : { workItemId }) } };
};

/** Plays a history: acts fall into whatever state of affairs the ones before have left. */
export class HistoryPlayer {
  readonly world = new SyncWorld();
  /** The comments that people have asked Nucleus to post, by their keys; each asks again until it is there. */
  readonly posted = new Map<string, { ticketId: string; text: string }>();
  readonly tickets: Ticket[] = [];
  private late: Ticket | undefined;
  private acts = 0;
  private keys = 0;

  async begin(): Promise<void> {
    await this.world.begin();
    for (const title of ['Outdated TLS library', 'Open port', 'Weak cipher']) {
      this.tickets.push(this.world.makeWorkItem(title));
    }
    this.late = this.tickets[2];
    for (const ticket of this.tickets.slice(0, 2)) await this.world.tickets.create(ticket);
  }

  async play(act: Act): Promise<void> {
    this.acts++;
    try {
      await this.perform(act);
    } catch (error) {
      if (error instanceof CrashError) this.world.restart();
      else if (!(error instanceof ProblemError)) throw error;
    }
  }

  /** The dust settles: everybody who was cut off tries again, the late ticket is stored, and reconciliation runs. */
  async settle(): Promise<void> {
    this.world.restart();
    this.world.azureDevOps.faults = [];
    await this.storeLate();
    await this.reconcile();
    for (const [key, { ticketId, text }] of this.posted) await this.post(key, ticketId, text);
    await this.reconcile();
  }

  private async reconcile(): Promise<void> {
    const report = await this.world.reconcile();
    if (!report.complete || report.faults.length > 0)
      throw new Error(`Reconciliation does not end: ${JSON.stringify(report)}`);
  }

  private async perform(act: Act): Promise<void> {
    const { world } = this;
    switch (act.act) {
      case 'together':
        await this.performAll(act.acts);
        return;
      case 'reconcile':
        await world.reconcile();
        return;
      case 'store the late ticket':
        await this.storeLate();
        return;
      case 'crash':
        world.crash.arm(act.at, act.when);
        return;
      case 'fault':
        world.azureDevOps.faults = [...Array<undefined>(act.after).fill(undefined), act.fault];
        return;
      case 'deliver':
      case 'deliver thin':
      case 'repeat':
      case 'drop':
        await this.deliver(act.act, act.choice);
        return;
      case 'post': {
        const { id } = this.ticket(act.item).record;
        const key = `key-${++this.keys}`;
        const { status } = (await world.tickets.find(id))?.record ?? {};
        if (
          status !== 'active' ||
          world.organization.get(this.ticket(act.item).record.workItemId).fate !== 'there'
        )
          return;
        const text = `Seen again under ${key}.`;
        this.posted.set(key, { ticketId: id, text });
        await this.post(key, id, text);
        return;
      }
      case 'set state': {
        const states = ['New', 'Active', 'Resolved', 'Closed'];
        await world.parts.manual.move(
          this.ticket(act.item).record.id,
          states[act.choice % states.length] ?? '',
        );
        return;
      }
      default:
        this.develop(act);
    }
  }

  private async performAll(acts: readonly Act[]): Promise<void> {
    const outcomes = await Promise.allSettled(acts.map((one) => this.perform(one)));
    const failures = outcomes.flatMap((one): unknown[] =>
      one.status === 'rejected' ? [one.reason as unknown] : [],
    );
    const worst = failures.find((error) => !(error instanceof ProblemError)) ?? failures[0];
    if (worst instanceof Error) throw worst;
  }

  private async post(key: string, ticketId: string, text: string): Promise<void> {
    try {
      await this.world.parts.posting.post(ticketId, { text, format: 'html', author: 'Ada Quist' }, key);
    } catch (error) {
      // Whoever posts to what was deleted meanwhile is told so and gives up.
      if (!(error instanceof ProblemError) || error instanceof AzureDevOpsError) throw error;
    }
  }

  private async deliver(how: 'deliver' | 'deliver thin' | 'repeat' | 'drop', choice: number): Promise<void> {
    const { deliveries } = this.world.organization;
    const position = choice % Math.max(deliveries.length, 1);
    const delivery = deliveries[position];
    if (!delivery) return;
    if (how !== 'repeat') deliveries.splice(position, 1);
    if (how === 'drop') return;
    try {
      await this.world.deliver(how === 'deliver thin' ? thin(delivery) : delivery);
    } catch (error) {
      // The queue gives the message again, some time.
      if (how !== 'repeat') deliveries.push(delivery);
      throw error;
    }
  }

  private async storeLate(): Promise<void> {
    const { late } = this;
    if (!late) return;
    const record = { ...late.record, createdAt: new Date().toISOString() };
    await this.world.tickets.create({ ...late, record });
    this.late = undefined;
  }

  private ticket(position: number): Ticket {
    const ticket = this.tickets[position % this.tickets.length];
    if (!ticket) throw new Error('There are no tickets.');
    return ticket;
  }

  private develop(act: Extract<Act, { item: number }>): void {
    const { organization } = this.world;
    const id = this.ticket(act.item).record.workItemId;
    const { fate } = organization.get(id);
    const fields = organization.fieldsOf(id);
    if (act.act === 'remove') {
      if (fate === 'there') organization.delete(id, aDeveloper);
      else organization.restore(id, aDeveloper);
      return;
    }
    if (fate !== 'there') return;
    const edit = (changes: Record<string, unknown>) => {
      organization.edit(id, changes, aDeveloper);
    };
    const next = 'choice' in act ? act.choice : 0;
    switch (act.act) {
      case 'state': {
        const type = organization.type(String(fields['System.WorkItemType']));
        const to = type.transitions[String(fields['System.State'])] ?? [];
        edit({ 'System.State': to[next % to.length] });
        return;
      }
      case 'assign': {
        edit({ 'System.AssignedTo': next % 2 === 0 ? undefined : aDeveloper });
        return;
      }
      case 'title': {
        edit({ 'System.Title': `Title ${this.acts}` });
        return;
      }
      case 'retype': {
        edit({
          'System.WorkItemType': fields['System.WorkItemType'] === 'Bug' ? 'Task' : 'Bug',
          'System.State': 'New',
        });
        return;
      }
      case 'move': {
        edit({ 'System.TeamProject': fields['System.TeamProject'] === 'Web' ? 'Payments' : 'Web' });
        return;
      }
      case 'comment':
        organization.comment(id, `<div>Comment ${this.acts}</div>`, aDeveloper);
        return;
      case 'edit comment':
        organization.changeComment(id, next, `<div>Edited ${this.acts}</div>`, aDeveloper);
        return;
      case 'delete comment':
        organization.changeComment(id, next, undefined, aDeveloper);
        return;
      default:
        throw new Error(`Nobody knows how to ${act.act}.`);
    }
  }
}
