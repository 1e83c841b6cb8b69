import type { AzureDevOpsClient, WorkItem, WorkItemType } from '../azure-devops/client';
import { type JsonPatchOperation, setField, testRevision } from '../azure-devops/json-patch';
import { RuleValidationError } from '../azure-devops/errors';
import { findState } from '../azure-devops/workflow/find-state';
import { misleadingStep } from '../azure-devops/workflow/misleading-step';
import { planTransitionPath } from '../azure-devops/workflow/plan-transition-path';
import { ProblemError, UnprocessableError } from '../errors';
import { stringOf } from '../sync/lenient-json';
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
   * them, by 200 in a request. Without a state, a comment goes with changes only.
   */
  revise?: (workItem: WorkItem, type: WorkItemType) => Promise<JsonPatchOperation[]>;
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

/** Somebody else writing at the same time: read again, plan again, but not for ever. */
const mostConflicts = 4;

interface Walker {
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
interface Step {
  walker: Walker;
  /** undefined: the state stays as it is. */
  to: string | undefined;
  isLast: boolean;
  operations: JsonPatchOperation[];
}

const categoryIn = (type: WorkItemType, state: string) => findState(type, state)?.category;

const isDone = (category: StateCategory | undefined) => category === 'Completed' || category === 'Removed';

const isConflict = (error: Error) =>
  error instanceof ProblemError &&
  (error.details.status === 412 || error.details.code === 'revision-conflict');

const textField = ({ fields }: WorkItem, name: string) => stringOf(fields[name]);

const asProblem = (error: unknown): ProblemError => {
  if (error instanceof ProblemError) return error;
  throw error;
};

/**
 * Walks work items to a state, many at once: a round per step, all work items of a round in `$batch` requests. Each
 * write is guarded by the revision that the plan was made on; whoever was overtaken is read and planned again.
 */
export class WorkItemMover {
  /** @param leaveDone a work item that people have closed or removed already is left as it is */
  constructor(
    private readonly azureDevOps: AzureDevOpsClient,
    private readonly leaveDone: boolean,
  ) {}

  /** One outcome per move, in their order. One that fails harms only itself. */
  async move(moves: readonly Move[], signal?: AbortSignal): Promise<MoveOutcome[]> {
    const outcomes = new Map<Move, MoveOutcome>();
    const started = await this.start(moves, outcomes);
    const unread = started.filter(({ move }) => move.revise !== undefined);
    let walking = [
      ...started.filter(({ move }) => move.revise === undefined),
      ...(await this.reread(unread, outcomes)),
    ];
    while (walking.length > 0) walking = await this.round(walking, outcomes, signal);
    return moves.flatMap((move) => outcomes.get(move) ?? []);
  }

  private async start(moves: readonly Move[], outcomes: Map<Move, MoveOutcome>): Promise<Walker[]> {
    const walkers: Walker[] = [];
    for (const move of moves) {
      const { id, project, workItemType, state, rev } = move.ticket;
      try {
        const type = await this.azureDevOps.workItemType(project, workItemType);
        walkers.push({
          move,
          type,
          state,
          rev,
          since: rev,
          conflicts: 0,
          direct: false,
          stepped: false,
          edited: false,
        });
      } catch (error) {
        outcomes.set(move, { ticketId: id, status: 'failed', error: asProblem(error) });
      }
    }
    return walkers;
  }

  /** One step of every walker. @returns those with further steps to go */
  private async round(
    walkers: readonly Walker[],
    outcomes: Map<Move, MoveOutcome>,
    signal: AbortSignal | undefined,
  ): Promise<Walker[]> {
    const stepping: Step[] = [];
    for (const walker of walkers) {
      const path = this.pathOf(walker);
      if (!Array.isArray(path)) {
        outcomes.set(walker.move, { ticketId: walker.move.ticket.id, status: 'failed', error: path });
        continue;
      }
      const step = await this.stepOf(walker, path);
      if (step) stepping.push(step);
      else outcomes.set(walker.move, arrived(walker));
    }
    const results = await this.azureDevOps.updateWorkItems(
      stepping.map(({ walker, operations }) => ({ id: walker.move.ticket.workItemId, operations })),
      signal ? { signal } : {},
    );
    const next: Walker[] = [];
    const overtaken: Walker[] = [];
    for (const [position, { walker, to, isLast }] of stepping.entries()) {
      const result = results[position];
      if (result?.ok) {
        next.push({
          ...walker,
          state: to ?? walker.state,
          rev: result.workItem.rev,
          stepped: true,
          edited: walker.edited || isLast,
          workItem: result.workItem,
        });
      } else if (result && isConflict(result.error) && walker.conflicts < mostConflicts) {
        overtaken.push({ ...walker, conflicts: walker.conflicts + 1 });
      } else if (result?.error instanceof RuleValidationError && hasShorterWay(walker, to)) {
        next.push({ ...walker, direct: true });
      } else {
        const error = asProblem(result?.error);
        outcomes.set(walker.move, { ticketId: walker.move.ticket.id, status: 'failed', error });
      }
    }
    return [...next, ...(await this.reread(overtaken, outcomes))];
  }

  /** The next request for a work item; undefined when nothing is left to write. */
  private async stepOf(walker: Walker, path: readonly string[]): Promise<Step | undefined> {
    const { move, type, state, rev, workItem, edited } = walker;
    const [to] = path;
    const isLast = path.length <= 1;
    const mayEdit = isLast && !edited && !(to === undefined && this.isLeft(type, state));
    const edits = mayEdit ? await revised(move, type, workItem) : [];
    const comment = mayEdit && move.comment !== undefined ? [setField('System.History', move.comment)] : [];
    // A comment explains what is done; where that is done already, so is the comment.
    if (to === undefined && edits.length === 0) return undefined;
    const toState = to === undefined ? [] : [setField('System.State', to)];
    return { walker, to, isLast, operations: [testRevision(rev), ...toState, ...edits, ...comment] };
  }

  private isLeft(type: WorkItemType, state: string): boolean {
    return this.leaveDone && isDone(categoryIn(type, state));
  }

  private pathOf({ move, type, state, direct }: Walker): string[] | ProblemError {
    if (move.state === undefined || this.isLeft(type, state)) return [];
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

  /** What others did in the meantime: the state and revision to plan from now. */
  private async reread(overtaken: readonly Walker[], outcomes: Map<Move, MoveOutcome>): Promise<Walker[]> {
    if (overtaken.length === 0) return [];
    const current = await this.azureDevOps.readWorkItems(overtaken.map(({ move }) => move.ticket.workItemId));
    const byId = new Map(current.map((workItem) => [workItem.id, workItem]));
    const next: Walker[] = [];
    for (const walker of overtaken) {
      const { id, workItemId } = walker.move.ticket;
      const workItem = byId.get(workItemId);
      if (!workItem) {
        const error = new UnprocessableError(
          'work-item-not-visible',
          `The work item ${workItemId} is not there any more, or this connector may not see it.`,
        );
        outcomes.set(walker.move, { ticketId: id, status: 'failed', error });
        continue;
      }
      const project = textField(workItem, 'System.TeamProject') ?? walker.move.ticket.project;
      const typeName = textField(workItem, 'System.WorkItemType') ?? walker.type.name;
      const type = await this.azureDevOps.workItemType(project, typeName);
      next.push({
        ...walker,
        type,
        workItem,
        state: textField(workItem, 'System.State') ?? '',
        rev: workItem.rev,
        since: workItem.rev,
      });
    }
    return next;
  }
}

function arrived({ move, type, state, since, stepped, workItem }: Walker): MoveOutcome {
  const category = categoryIn(type, state);
  return {
    ticketId: move.ticket.id,
    status: stepped ? 'moved' : 'unchanged',
    ...(workItem ? { workItem } : {}),
    ...(category ? { category } : {}),
    since,
  };
}

const revised = async ({ revise }: Move, type: WorkItemType, workItem: WorkItem | undefined) =>
  revise && workItem ? revise(workItem, type) : [];

/** A longer way over Resolved may demand an assignee that a direct step does not (facts: azure-devops.md section 5.3). */
function hasShorterWay({ move, type, state, direct }: Walker, refused: string | undefined): boolean {
  if (move.state === undefined || refused === undefined) return false;
  const shortest = direct ? undefined : planTransitionPath(type, state, move.state);
  return shortest !== undefined && shortest[0] !== refused;
}
