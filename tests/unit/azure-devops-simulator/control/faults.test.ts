import { type Fault, FaultPlan, strikesAfter } from '../../../../local/azure-devops/control/faults';

const route = 'PATCH _apis/wit/workitems/{id}';
const strikes = (faults: Fault[], requests: number, method = 'PATCH'): boolean[] => {
  const plan = new FaultPlan();
  plan.set(faults);
  return Array.from({ length: requests }, () => plan.next(method, route) !== undefined);
};

describe('faults', () => {
  it.each([
    ['each request', { kind: 'html' }, [true, true, true, true]],
    ['every second', { kind: 'html', every: 2 }, [false, true, false, true]],
    ['only so often', { kind: 'html', times: 1 }, [true, false, false, false]],
    ['every second, once', { kind: 'html', every: 2, times: 1 }, [false, true, false, false]],
    ['never another method', { kind: 'html', match: { method: 'GET' } }, [false, false, false, false]],
    ['a part of the route', { kind: 'html', match: { route: 'WorkItems/{id}' } }, [true, true, true, true]],
    ['never another route', { kind: 'html', match: { route: '$batch' } }, [false, false, false, false]],
    ['nothing at probability 0', { kind: 'html', probability: 0 }, [false, false, false, false]],
  ] as [string, Fault, boolean[]][])('strike %s', (_, fault, expected) => {
    expect(strikes([fault], 4)).toEqual(expected);
  });

  it('strike the same requests for the same seed, about as often as said', () => {
    const fault: Fault = { kind: 'html', probability: 0.1, seed: 7 };
    const first = strikes([fault], 1_000);
    expect(strikes([fault], 1_000)).toEqual(first);
    expect(strikes([{ ...fault, seed: 8 }], 1_000)).not.toEqual(first);
    const count = first.filter(Boolean).length;
    expect(count).toBeGreaterThan(60);
    expect(count).toBeLessThan(140);
  });

  it('give way to the next one when the first does not strike', () => {
    const plan = new FaultPlan();
    plan.set([{ kind: 'html', times: 1 }, { kind: 'stopped' }]);
    expect([plan.next('GET', 'x')?.kind, plan.next('GET', 'x')?.kind]).toEqual(['html', 'stopped']);
    expect(plan.report()).toMatchObject([{ struck: 1 }, { struck: 1 }]);
  });

  it.each([
    ['status', false],
    ['sign-in-page', false],
    ['reply-lost', true],
    ['truncated', true],
    ['retry-after', true],
  ] as const)('%s strikes after the work: %p, unless said otherwise', (kind, after) => {
    expect(strikesAfter({ kind })).toBe(after);
    expect(strikesAfter({ kind, when: after ? 'before' : 'after' })).toBe(!after);
  });
});
