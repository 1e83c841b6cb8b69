import { type ExistingSubscription, planSubscriptions } from '../../../shared/connectors/plan-subscriptions';
import { workItemEventTypes } from '../../../shared/sync/work-item-event';

const url = 'https://connector.example/api/azure-devops/webhooks/connector-1';
const all = (projectId: string, changes: Partial<ExistingSubscription> = {}): ExistingSubscription[] =>
  workItemEventTypes.map((eventType) => ({
    id: `${projectId}-${eventType}`,
    eventType,
    projectId,
    url,
    status: 'enabled',
    ...changes,
  }));
const one = (id: string, changes: Partial<ExistingSubscription> = {}): ExistingSubscription => ({
  id,
  eventType: 'workitem.updated',
  projectId: 'p1',
  url,
  status: 'enabled',
  ...changes,
});
const rest = all('p1').filter(({ eventType }) => eventType !== 'workitem.updated');
const idsOf = (subscriptions: { id: string }[]) => subscriptions.map(({ id }) => id);

/** Facts: azure-devops.md sections 7.3 and 7.5. */
describe('planSubscriptions', () => {
  it('creates one per project and event type where there is none', () => {
    const plan = planSubscriptions([], ['p1', 'p2'], url);
    expect(plan.create).toHaveLength(10);
    expect(new Set(plan.create.map(({ projectId, eventType }) => `${projectId} ${eventType}`)).size).toBe(10);
    expect(plan).toMatchObject({ keep: [], delete: [] });
  });

  it('changes nothing where all is as it should be', () => {
    const existing = [...all('p1'), ...all('p2')];
    expect(planSubscriptions(existing, ['p1', 'p2'], url)).toEqual({
      keep: existing,
      create: [],
      delete: [],
    });
  });

  it('compares addresses and project ids without regard to case', () => {
    const plan = planSubscriptions(all('p1', { url: url.toUpperCase() }), ['P1'], url);
    expect(plan.keep).toHaveLength(5);
  });

  it.each([
    ['enabled', true],
    ['onProbation', false],
    ['', true],
    ['disabledByUser', true],
    ['disabledBySystem', false],
    ['disabledByInactiveIdentity', false],
  ])('with the status "%s", keeps: %s', (status, kept) => {
    const plan = planSubscriptions([...rest, one('x', { status })], ['p1'], url);
    expect(idsOf(plan.keep).includes('x')).toBe(kept);
    expect(plan.create).toEqual(
      kept ? [] : [{ eventType: 'workitem.updated', projectId: 'p1', found: status }],
    );
    expect(idsOf(plan.delete)).toEqual(kept ? [] : ['x']);
  });

  it.each([
    ['the first of two', [one('x'), one('y')], 'x'],
    ['one that works rather than one on probation', [one('x', { status: 'onProbation' }), one('y')], 'y'],
    [
      'one switched off rather than a broken one',
      [one('x', { status: 'disabledBySystem' }), one('y', { status: 'disabledByUser' })],
      'y',
    ],
  ])('keeps %s, and deletes the other', (_, twins, kept) => {
    const plan = planSubscriptions([...rest, ...twins], ['p1'], url);
    expect(idsOf(plan.keep).filter((id) => id.length === 1)).toEqual([kept]);
    expect(idsOf(plan.delete)).toEqual(['x', 'y'].filter((id) => id !== kept));
    expect(plan.create).toEqual([]);
  });

  it('replaces one on probation, though its twin is switched off', () => {
    const twins = [one('x', { status: 'onProbation' }), one('y', { status: 'disabledByUser' })];
    const plan = planSubscriptions([...rest, ...twins], ['p1'], url);
    expect(plan.create).toMatchObject([{ eventType: 'workitem.updated', found: 'onProbation' }]);
    expect(idsOf(plan.delete)).toEqual(['x', 'y']);
  });

  it.each([
    ['replaces one that was narrowed', [one('x', { narrowed: true })], 'narrowed', ['x']],
    [
      'leaves one switched off that was narrowed',
      [one('x', { status: 'disabledByUser', narrowed: true })],
      undefined,
      [],
    ],
  ])('%s', (_, found, reason, deleted) => {
    const plan = planSubscriptions([...rest, ...found], ['p1'], url);
    expect(plan.create.map((missing) => missing.found)).toEqual(reason === undefined ? [] : [reason]);
    expect(idsOf(plan.delete)).toEqual(deleted);
  });

  it('deletes ours of projects that are gone, of the whole organization and of other events', () => {
    const strays = [
      one('gone', { projectId: 'p9' }),
      one('whole', { projectId: undefined }),
      one('other', { eventType: 'git.push' }),
    ];
    const plan = planSubscriptions([...all('p1'), ...strays], ['p1'], url);
    expect(idsOf(plan.delete)).toEqual(['gone', 'whole', 'other']);
    expect(plan.keep).toHaveLength(5);
  });

  it("leaves alone what delivers to somebody else's address", () => {
    const foreign = [...all('p1', { url: `${url}2` }), ...all('p1', { url: 'https://chat.example/hook' })];
    const plan = planSubscriptions(foreign, ['p1'], url);
    expect(plan).toMatchObject({ keep: [], delete: [] });
    expect(plan.create).toHaveLength(5);
  });

  it('asks for a project once, though it is named twice', () => {
    expect(planSubscriptions([], ['p1', 'P1'], url).create).toHaveLength(5);
  });
});
