import type { WorkItem, WorkItemType } from '../azure-devops/client';
import { type JsonPatchOperation, setField, testRevision } from '../azure-devops/json-patch';
import { findState } from '../azure-devops/workflow/find-state';
import { misleadingStep } from '../azure-devops/workflow/misleading-step';
import { planTransitionPath } from '../azure-devops/workflow/plan-transition-path';
import { type ProblemError, UnprocessableError } from '../errors';
import type { StateCategory, TicketRecord } from './ticket';

/** A ticket whose work item is to get to a state, or to be changed where it is. */
export interface Move {
  ticket: Pick<TicketRecord, 'id' | 'workItemId' | 'project' | 'workItemType' | 'state' | 'rev'>;
  /** Left out: the state stays as it is. */
  state?: string;
  /** HTML, written in the same request as the last step. */
  comment?: string;
  /**
   * Further changes that depend on what the work item says, written in the same request as the last step. It is read for
   * them, by 200 in a request, unless `known` tells. Without a state, a comment goes with changes only.
   */
  revise?: (workItem: WorkItem, type: WorkItemType) => Promise<JsonPatchOperation[]>;
  /** The work item as far as it is known, at the revision of the ticket. */
  known?: WorkItem;
}

export type MoveOutcome =
  /** `workItem` as it is now, where we have read or written it; `since`: the revision that our writing began on. */
  | {
      ticketId: string;
      status: 'moved' | 'unchanged';
      workItem?: WorkItem;
      category?: StateCategory;
      since?: number;
    }
  | { ticketId: string; status: 'failed'; error: ProblemError };

/** A work item on its way: where it is, and what is known of it. */
export interface Walker {
  move: Move;
  type: WorkItemType;
  state: string;
  rev: number;
  /** The revision that the steps since we last read it began on. */
  since: number;
  conflicts: number;
  /** The way that tells the truth about the work was refused: take the shortest instead. */
  direct: boolean;
  /** Whether we have written at all. */
  stepped: boolean;
  /** Whether what goes with the last step has been written. */
  edited: boolean;
  workItem?: WorkItem;
}

/** One request for one work item. */
export interface Step {
  walker: Walker;
  /** undefined: the state stays as it is. */
  to: string | undefined;
  isLast: boolean;
  operations: JsonPatchOperation[];
}

const categoryIn = (type: WorkItemType, state: string) => findState(type, state)?.category;

const isDone = (category: StateCategory | undefined) => category === 'Completed' || category === 'Removed';

/** @param leaveDone a work item that people have closed or removed already is left as it is */
const isLeft = ({ type, state }: Walker, leaveDone: boolean) => leaveDone && isDone(categoryIn(type, state));

/** Decides the states that a work item goes through from where it is, or why it cannot. */
export function pathOf(walker: Walker, leaveDone: boolean): string[] | ProblemError {
  const { move, type, state, direct } = walker;
  if (move.state === undefined || isLeft(walker, leaveDone)) return [];
  const target = findState(type, move.state);
  const avoid = direct ? undefined : misleadingStep(type);
  const path = target && planTransitionPath(type, state, target.name, avoid);
  if (path) return path;
  const reachable = type.states
    .map(({ name }) => name)
    .filter((name) => planTransitionPath(type, state, name) !== undefined);
  return new UnprocessableError(
    target ? 'state-not-reachable' : 'unknown-state',
    target
      ? `"${type.name}" cannot get from "${state}" to "${target.name}". From here these work: ${reachable.join(', ')}.`
      : `"${type.name}" has no state "${move.state}". From here these work: ${reachable.join(', ')}.`,
    { extensions: { states: reachable } },
  );
}

/** The next request for a work item; undefined when nothing is left to write. */
export async function nextStep(
  walker: Walker,
  path: readonly string[],
  leaveDone: boolean,
): Promise<Step | undefined> {
  const { move, type, rev, workItem, edited } = walker;
  const [to] = path;
  const isLast = path.length <= 1;
  const mayEdit = isLast && !edited && !(to === undefined && isLeft(walker, leaveDone));
  const edits = mayEdit ? await revised(move, type, workItem) : [];
  const comment = mayEdit && move.comment !== undefined ? [setField('System.History', move.comment)] : [];
  // A comment explains what is done; where that is done already, so is the comment.
  if (to === undefined && edits.length === 0) return undefined;
  const toState = to === undefined ? [] : [setField('System.State', to)];
  return { walker, to, isLast, operations: [testRevision(rev), ...toState, ...edits, ...comment] };
}

/** Where a work item has ended up. */
export function arrived({ move, type, state, since, stepped, workItem }: Walker): MoveOutcome {
  const category = categoryIn(type, state);
  return {
    ticketId: move.ticket.id,
    status: stepped ? 'moved' : 'unchanged',
    // What we only believed is no news of it.
    ...(workItem && workItem !== move.known ? { workItem } : {}),
    ...(category ? { category } : {}),
    since,
  };
}

const revised = async ({ revise }: Move, type: WorkItemType, workItem: WorkItem | undefined) =>
  revise && workItem ? revise(workItem, type) : [];

/** A longer way over Resolved may demand an assignee that a direct step does not (facts: azure-devops.md section 5.3). */
export function hasShorterWay({ move, type, state, direct }: Walker, refused: string | undefined): boolean {
  if (move.state === undefined || refused === undefined) return false;
  const shortest = direct ? undefined : planTransitionPath(type, state, move.state);
  return shortest !== undefined && shortest[0] !== refused;
}
