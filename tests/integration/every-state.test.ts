import { defineType } from '../../local/azure-devops/processes/define-process';
import type { WorkItemType } from '../../local/azure-devops/processes/process';
import { processes } from '../../local/azure-devops/processes/processes';
import { ProblemError } from '../../shared/errors';
import { developer, TicketWorld } from '../support/ticket-world';

const world = new TicketWorld();

beforeAll(() => world.start());
afterAll(() => world.stop());

/** A process that somebody has customised: two ways that end, a state that nothing leads to, a field to be filled in. */
const customised = defineType(
  {
    name: 'Inspection',
    color: '000000',
    icon: 'icon_list',
    states: {
      Planned: 'Proposed',
      Running: 'InProgress',
      Passed: 'Completed',
      Failed: 'Completed',
      Imported: 'InProgress',
      Withdrawn: 'Removed',
    },
    workflow: [
      ['-> Planned', 'Planned'],
      ['Planned -> Running', 'Begun'],
      ['Planned -> Withdrawn', 'Not needed'],
      ['Running -> Passed', 'Passed'],
      ['Running -> Failed', 'Failed'],
      ['Imported -> Running', 'Begun'],
      // No way for a plan: somebody would have withdrawn it on its way.
      ['Withdrawn -> Imported', 'Taken over'],
    ],
    fields: 'Common.Priority',
  },
  {},
);

const isHidden = (process: (typeof processes)[keyof typeof processes], name: string) =>
  process.categories.get('Microsoft.HiddenCategory')?.includes(name) === true;

const templates = Object.values(processes).flatMap((process) =>
  process.types
    .filter(({ name }) => !isHidden(process, name))
    .map((type): [string, string, WorkItemType] => [process.name, type.name, type]),
);

/** What can be reached from a state, by the tables of the simulator: an oracle that shares no code with the product. */
function reachableFrom(type: WorkItemType, start: string): Set<string> {
  const reached = new Set([start]);
  for (const state of reached) {
    const isRemoved = type.states.find(({ name }) => name === state)?.category === 'Removed';
    // Nothing goes over a removed state to somewhere else.
    if (isRemoved && state !== start) continue;
    for (const { to } of type.transitions.get(state) ?? []) reached.add(to);
  }
  return reached;
}

/** What the type demands from the start and nobody but the caller can give. */
const demanded = (type: WorkItemType) =>
  Object.fromEntries(
    type.required
      .filter((name) => name !== 'System.Title' && type.fieldUses.get(name)?.initially === undefined)
      .map((name) => [name, type.fieldUses.get(name)?.values?.[0] ?? 1]),
  );

const create = (project: string, type: WorkItemType, state: string) =>
  world.parts.manualTickets.create(
    {
      connectorId: world.connector.id,
      project,
      workItemType: type.name,
      title: `${type.name} in ${state}`,
      descriptionFormat: 'markdown',
      state,
      assignedTo: developer.uniqueName,
      fields: demanded(type),
    },
    undefined,
  );

async function refusal(attempt: Promise<unknown>): Promise<ProblemError['details'] | undefined> {
  try {
    await attempt;
    return undefined;
  } catch (error) {
    if (error instanceof ProblemError) return error.details;
    throw error;
  }
}

const sorted = (states: Iterable<unknown>) => [...states].map(String).sort();

function statesOf(extensions: Record<string, unknown> | undefined): string[] {
  return Array.isArray(extensions?.states) ? sorted(extensions.states) : [];
}

/** Creates in every state, and moves from every state to every other; says which pairs there were. */
async function walkEverywhere(project: string, type: WorkItemType) {
  const names = type.states.map(({ name }) => name);
  const onCreate = reachableFrom(type, type.initialState);
  const refusedStates: string[] = [];
  for (const from of names) {
    if (!onCreate.has(from)) {
      const details = await refusal(create(project, type, from));
      expect({ from, ...details }).toMatchObject({ from, status: 422, code: 'state-not-reachable' });
      expect(statesOf(details?.extensions)).toEqual(sorted(onCreate));
      refusedStates.push(from);
      continue;
    }
    for (const to of names) {
      const { record } = await create(project, type, from);
      expect(record.state).toBe(from);
      expect(world.workItem(record.workItemId).fields['System.State']).toBe(from);
      const reachable = reachableFrom(type, from);
      if (reachable.has(to)) {
        const moved = await world.parts.manualTickets.move(record.id, to);
        const { fields, rev } = world.workItem(record.workItemId);
        const category = type.states.find(({ name }) => name === to)?.category;
        expect({ from, to: fields['System.State'] }).toEqual({ from, to });
        expect(moved.record).toMatchObject({ state: to, stateCategory: category, rev });
      } else {
        const details = await refusal(world.parts.manualTickets.move(record.id, to));
        expect({ from, to, ...details }).toMatchObject({
          from,
          to,
          status: 422,
          code: 'state-not-reachable',
        });
        expect(statesOf(details?.extensions)).toEqual(sorted(reachable));
        expect(world.workItem(record.workItemId).rev).toBe(record.rev);
        refusedStates.push(`${from} to ${to}`);
      }
    }
  }
  return refusedStates;
}

describe('from and to every state', () => {
  it('knows all types of the four templates that people create', () => {
    expect(templates.length).toBeGreaterThanOrEqual(24);
  });

  it.each(templates)('of %s %s', async (process, _, type) => {
    await walkEverywhere(process, type);
  });

  it.each(templates)('%s %s: a state that is none fails with those that work', async (process, _, type) => {
    const details = await refusal(create(process, type, 'Nowhere'));
    expect(details).toMatchObject({ status: 422, code: 'unknown-state' });
    expect(statesOf(details?.extensions)).toEqual(sorted(reachableFrom(type, type.initialState)));
  });

  it('of a customised type, where not everything can be reached', async () => {
    const project = world.organization.project('Basic')!;
    Object.assign(project, {
      process: { ...project.process, types: [...project.process.types, customised] },
    });
    await world.parts.access
      .openFor((await world.parts.access.open(world.connector.id)).connector)
      .azureDevOps.workItemTypes('Basic', { fresh: true });
    const refused = await walkEverywhere('Basic', customised);
    expect(refused).toEqual(
      expect.arrayContaining(['Imported', 'Passed to Failed', 'Passed to Planned', 'Running to Withdrawn']),
    );
  });
});
