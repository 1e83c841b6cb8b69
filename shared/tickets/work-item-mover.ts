import type { AzureDevOpsClient, WorkItem } from '../azure-devops/client';
import { RuleValidationError } from '../azure-devops/errors';
import { ProblemError, UnprocessableError } from '../errors';
import { stringOf } from '../sync/lenient-json';
import {
  arrived,
  hasShorterWay,
  type Move,
  type MoveOutcome,
  nextStep,
  pathOf,
  type Step,
  type Walker,
} from './work-item-walker';

export type { Move, MoveOutcome };

/** Somebody else writing at the same time: read again, plan again, but not for ever. */
const mostConflicts = 4;

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
    const isUnread = ({ move }: Walker) => move.revise !== undefined && move.known === undefined;
    let walking = [
      ...started.filter((walker) => !isUnread(walker)),
      ...(await this.reread(started.filter(isUnread), outcomes)),
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
          ...(move.known ? { workItem: move.known } : {}),
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
      const path = pathOf(walker, this.leaveDone);
      if (!Array.isArray(path)) {
        outcomes.set(walker.move, { ticketId: walker.move.ticket.id, status: 'failed', error: path });
        continue;
      }
      const step = await nextStep(walker, path, this.leaveDone);
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
