import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../../local/demo/eventually';
import { inParallel } from '../../../shared/in-parallel';
import type { ConnectedStack, ListedWorkItem } from '../../../tests/support/connected-stack';
import { type Knob, type OperationName, strikesEvery } from './knobs';
import { type Item, type Operation, operations } from './operations';

/** What became of one operation on all items while a knob was turned. */
export interface Outcome {
  knob: string;
  operation: OperationName;
  /** Requests that went wrong. */
  faults: number;
  /** Items that were done when they were first asked for. */
  firstPass: number;
  /** Items that were done, exactly once, after the second pass. */
  done: number;
  /** Work items too many. */
  duplicates: number;
  /** Tickets that say another state than their work item. */
  disagreeing: number;
}

/** A second pass ends here, whatever is left. */
const secondPassMs = 150_000;

/** Asks until it is done, waiting as long as the answers say: what a queue or a careful client does. */
async function insist(connected: ConnectedStack, operation: Operation, item: Item): Promise<void> {
  const deadline = Date.now() + secondPassMs;
  for (;;) {
    const attempt = await operation.attempt(connected, item);
    if (attempt.ok || Date.now() > deadline) return;
    await delay(attempt.retryAfterMs);
  }
}

const byTitle = (workItems: readonly ListedWorkItem[]) => {
  const groups = new Map<string, ListedWorkItem[]>();
  for (const workItem of workItems)
    groups.set(workItem.title, [...(groups.get(workItem.title) ?? []), workItem]);
  return groups;
};

async function playOperation(
  connected: ConnectedStack,
  knob: Knob,
  operation: Operation,
  items: readonly Item[],
): Promise<Outcome> {
  const isStruck = knob.only?.includes(operation.name) ?? true;
  const fault = { ...knob.fault, match: operation.match, every: strikesEvery };
  await connected.setFaults(isStruck ? [fault] : []);
  const first = await inParallel(items, 8, (item) => operation.attempt(connected, item));
  // Whoever was told to wait holds up nobody else.
  await inParallel(items, 64, (item) => insist(connected, operation, item));
  const [armed] = await connected.simulator.get<{ struck: number }[]>('/faults');
  await connected.setFaults([]);

  const workItems = byTitle(await connected.workItems());
  const done = await inParallel(items, 8, async (item) => {
    const [only, ...more] = workItems.get(item.title) ?? [];
    return only !== undefined && more.length === 0 && operation.isDone(connected, item, only);
  });
  return {
    knob: knob.name,
    operation: operation.name,
    faults: armed?.struck ?? 0,
    firstPass: first.filter(({ ok }) => ok).length,
    done: done.filter(Boolean).length,
    duplicates: items.reduce(
      (sum, { title }) => sum + Math.max(0, (workItems.get(title)?.length ?? 0) - 1),
      0,
    ),
    disagreeing: await countDisagreeing(connected, items, workItems),
  };
}

/** Webhooks may still be on their way: both sides get some seconds to agree. */
async function countDisagreeing(
  connected: ConnectedStack,
  items: readonly Item[],
  workItems: ReadonlyMap<string, ListedWorkItem[]>,
): Promise<number> {
  const count = async () => {
    const tickets = new Map((await connected.tickets()).map((ticket) => [ticket.id, ticket]));
    return items.filter(({ title, ticket }) => {
      const known = ticket && tickets.get(ticket.id);
      return known?.state !== workItems.get(title)?.[0]?.state;
    }).length;
  };
  try {
    await eventually('both sides agree', 5_000, async () => ((await count()) === 0 ? true : undefined));
    return 0;
  } catch {
    return count();
  }
}

/** Creates items, moves them, comments on them and closes them while every tenth request goes wrong in one way. */
export async function playKnob(connected: ConnectedStack, knob: Knob, count: number): Promise<Outcome[]> {
  const items = Array.from({ length: count }, (_, position): Item => ({
    title: `${knob.name} ${position + 1}`,
  }));
  const outcomes: Outcome[] = [];
  for (const operation of operations) outcomes.push(await playOperation(connected, knob, operation, items));
  return outcomes;
}
