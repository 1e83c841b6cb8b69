import { queues } from '../../../shared/messaging/queues';
import { aRuleInput } from '../../support/builders/a-rule';
import { fakeClock } from '../../support/fake-clock';
import { RulesWorld } from '../../support/rules-world';

const numbers = Array.from({ length: 130 }, (_, i) => `CVE-${i}`);

/** A world with 130 findings that no rule has been asked about. */
async function aWorld() {
  const world = new RulesWorld();
  await world.connect();
  await world.scan(
    'first',
    1,
    numbers.map((finding_number) => ({ finding_number })),
  );
  await world.settle();
  return world;
}

const pages = (world: RulesWorld) => world.sender.bodies(queues.ruleBackfill);

describe('RuleBackfill', () => {
  afterEach(() => jest.useRealTimers());

  it('begins when every instance of the app knows the rule', async () => {
    const world = await aWorld();
    await world.parts.administration.create(aRuleInput());
    const [message] = world.sender.taken.filter(({ queue }) => queue === queues.ruleBackfill);
    expect(message?.scheduledFor?.getTime()).toBeGreaterThan(Date.now() + 2_000);
  });

  it('goes on where it was when the process dies at any call, and counts each page once', async () => {
    const clock = fakeClock();
    const undisturbed = await aWorld();
    const { id } = await undisturbed.parts.administration.create(aRuleInput());
    undisturbed.crash.revive();
    await undisturbed.settle();
    const { calls } = undisturbed.crash;
    for (let call = 1; call <= calls; call += 331) {
      const world = await aWorld();
      const rule = await world.parts.administration.create(aRuleInput());
      world.crash.arm(call, 'after');
      world.onRetry = () => clock.pass(60_000);
      await world.settle();
      expect(await world.parts.rules.backfill(rule.id)).toMatchObject({
        status: 'completed',
        findings: 130,
        matched: 130,
      });
    }
    expect(await undisturbed.parts.rules.backfill(id)).toMatchObject({ status: 'completed', page: 3 });
  });

  it('gives up for an older version once there is a newer one', async () => {
    const world = await aWorld();
    const rule = await world.parts.administration.create(aRuleInput());
    const [first] = pages(world) as { ruleId: string; version: string; page: number }[];
    const changed = await world.parts.administration.replace(rule.id, aRuleInput({ name: 'changed' }));
    await world.parts.backfill.run(first!);
    expect(await world.parts.rules.backfill(rule.id)).toMatchObject({
      version: changed.updatedAt,
      findings: 0,
    });
    await world.settle();
    expect(await world.parts.rules.backfill(rule.id)).toMatchObject({ status: 'completed', findings: 130 });
  });

  it('looks at the findings of the rule’s own Nucleus project only', async () => {
    const world = await aWorld();
    const rule = await world.parts.administration.create(aRuleInput({ nucleusProjectId: '1' }));
    await world.settle();
    expect(await world.parts.rules.backfill(rule.id)).toMatchObject({ status: 'completed', findings: 0 });
  });

  it('does nothing for a rule that is gone', async () => {
    const world = await aWorld();
    const rule = await world.parts.administration.create(aRuleInput());
    await world.parts.rules.delete(rule.id);
    await world.settle();
    expect(world.azureDevOps.items.size).toBe(0);
  });
});
