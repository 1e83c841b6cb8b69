import { queues } from '../../../shared/messaging/queues';
import type { RawFinding } from '../../../shared/nucleus/finding';
import { shareKey } from '../../../shared/tickets/ticket-messages';
import type { Rule } from '../../../shared/rules/rule';
import { aUniqueFindingId, someCounts } from '../../support/builders/a-finding';
import { aRule, groupFor } from '../../support/builders/a-rule';
import { aScan } from '../../support/builders/an-event';
import { IngestWorld } from '../../support/ingest-world';
import { withoutClock } from '../../support/without-clock';

const id = aUniqueFindingId();
const share = { uniqueFinding: id, group: groupFor() };
const active = (asset_id: string): RawFinding => ({ asset_id });
const withStatus =
  (status: string, more: RawFinding = {}) =>
  (asset_id: string): RawFinding => ({
    asset_id,
    justification_status_name: status,
    ...more,
  });
const mitigated = withStatus('Scan Mitigated');
const fixed = withStatus('Fixed');
const accepted = withStatus('Accepted Risk', { expires_at: '2999-01-01 00:00:00' });

async function aWorld(...rules: Rule[]) {
  const world = new IngestWorld();
  await world.addRules(...(rules.length > 0 ? rules : [aRule()]));
  return world;
}

/** A world where two instances were found and their ticket was made. */
async function aWorldWithTicket(...rules: Rule[]) {
  const world = await aWorld(...rules);
  await world.take(aScan('first', 1, [active('1'), active('2')]));
  await world.publish(share);
  return world;
}

const counts = async (world: IngestWorld) => (await world.findings.header(id))?.counts;

/** What was asked for by an event, by queue. */
const askedBy = (world: IngestWorld, eventId: string) =>
  world.sender.taken
    .filter(({ queue, correlationId }) => queue !== queues.scanIngest && correlationId === eventId)
    .map(({ queue }) => queue);

describe('ScanIngest', () => {
  it('asks for one ticket per unique finding that a rule wants', async () => {
    const world = await aWorld();
    const other = { finding_number: 'CVE-2026-2002' };
    const done = await world.take(
      aScan('first', 1, [
        active('1'),
        active('2'),
        { ...active('1'), ...other },
        { ...active('3'), finding_severity: 'Low' },
      ]),
    );
    expect(done).toEqual({ matched: 3, work: 2 });
    const second = aUniqueFindingId({ findingNumber: 'CVE-2026-2002' });
    expect(world.sender.bodies(queues.ticketCreate)).toEqual([
      { group: share.group, uniqueFindings: [id], eventId: 'first' },
      { group: groupFor('rule-1', second), uniqueFindings: [second], eventId: 'first' },
    ]);
  });

  it('counts as matched what of this event a rule wants, whatever was stored before', async () => {
    const world = await aWorld();
    await world.take(aScan('first', 1, [active('1'), active('2'), active('3')]));
    const low = { finding_severity: 'Low' };
    const done = await world.take(
      aScan('second', 2, [
        { asset_id: '4', ...low },
        { asset_id: '5', ...low },
      ]),
    );
    expect(done.matched).toBe(0);
  });

  it('stores what no rule wants, and asks for nothing', async () => {
    const world = await aWorld(aRule({ enabled: false }));
    expect(await world.take(aScan('first', 1, [active('1')]))).toEqual({ matched: 0, work: 0 });
    expect(await counts(world)).toEqual(someCounts(1, 0, 0));
  });

  it.each([
    ['nothing, when all is as it was', [active], []],
    ['an update, when somebody says it is fixed, which the work item shows', [fixed], [queues.ticketUpdate]],
    ['an update, when some are remediated', [mitigated, active], [queues.ticketUpdate]],
    ['an update, when one is remediated for a time', [mitigated, accepted], [queues.ticketUpdate]],
    ['an update, when one is fixed and one remediated', [mitigated, fixed], [queues.ticketUpdate]],
    ['closing, when all are remediated', [mitigated], [queues.autoClose]],
  ])('asks for %s', async (_, findings, expected) => {
    const world = await aWorldWithTicket();
    const both = [findings[0]!('1'), (findings[1] ?? findings[0]!)('2')];
    await world.take(aScan('second', 2, both));
    expect(askedBy(world, 'second')).toEqual(expected);
  });

  it('asks for closing on temporary statuses where the rule says so', async () => {
    const world = await aWorldWithTicket(
      aRule({ autoClose: { enabled: true, state: 'Closed', ignoreTemporaryStatuses: false } }),
    );
    await world.take(aScan('second', 2, [accepted('1'), mitigated('2')]));
    expect(askedBy(world, 'second')).toEqual([queues.autoClose]);
  });

  it('does not close for instances that a scan leaves out', async () => {
    const world = await aWorldWithTicket();
    await world.take(aScan('second', 2, [mitigated('1')]));
    expect(askedBy(world, 'second')).toEqual([queues.ticketUpdate]);
  });

  it('asks again until the ticket reflects the counts', async () => {
    const world = await aWorldWithTicket();
    await world.take(aScan('second', 2, [mitigated('1'), mitigated('2')]));
    await world.take(aScan('third', 3, [mitigated('1'), mitigated('2')]));
    expect(askedBy(world, 'third')).toEqual([queues.autoClose]);
    await world.publish(share);
    await world.take(aScan('fourth', 4, [mitigated('1'), mitigated('2')]));
    expect(askedBy(world, 'fourth')).toEqual([]);
  });

  it('asks for an update when a finding returns', async () => {
    const world = await aWorldWithTicket();
    await world.take(aScan('second', 2, [mitigated('1'), mitigated('2')]));
    await world.publish(share);
    await world.take(aScan('third', 3, [active('1'), mitigated('2')]));
    expect(askedBy(world, 'third')).toEqual([queues.ticketUpdate]);
  });

  it('lets no older scan overwrite a newer status', async () => {
    const world = await aWorldWithTicket();
    await world.take(aScan('newer', 9, [mitigated('1'), mitigated('2')]));
    await world.publish(share);
    await world.take(aScan('older', 5, [active('1'), active('2')]));
    expect(await counts(world)).toEqual(someCounts(0, 0, 2));
    expect(askedBy(world, 'older')).toEqual([]);
  });

  it('writes one row per finding for an unchanged rescan, and sends nothing', async () => {
    const world = await aWorldWithTicket();
    const before = world.findingTable.writes;
    await world.take(aScan('second', 2, [active('1'), active('2')]));
    expect(world.findingTable.writes - before).toBe(1);
    expect(askedBy(world, 'second')).toEqual([]);
  });

  it('changes nothing when a message is delivered twice', async () => {
    const world = await aWorldWithTicket();
    await world.take(aScan('second', 2, [mitigated('1'), active('2'), active('3')]));
    const before = [world.findingTable.contents(), world.eventTable.contents(), [...world.sender.taken]];
    await world.deliver('second');
    expect([world.findingTable.contents(), world.eventTable.contents(), world.sender.taken]).toEqual(before);
  });

  it('tells the same progress when a message is delivered again after its work is done', async () => {
    const world = await aWorld();
    await world.take(aScan('first', 1, [active('1')]));
    await world.publish(share);
    await world.events.workDone('first', `create|${shareKey(share)}`, {
      outcome: 'created',
      at: '2026-03-31T00:00:00Z',
    });
    await world.deliver('first');
    expect(await world.events.progress('first')).toMatchObject({
      status: 'completed',
      matched: 1,
      ticketsCreated: 1,
    });
  });

  it('ends in the same state when messages are handled at the same time', async () => {
    const scans = [1, 2, 3].map((day) =>
      aScan(`scan-${day}`, day, [day === 2 ? mitigated('1') : active('1'), active(`new-${day}`)]),
    );
    const [atOnce, inTurn] = [await aWorld(), await aWorld()];
    for (const scan of scans) await inTurn.take(scan);
    for (const scan of scans) await atOnce.accept(scan);
    await Promise.all([...scans, ...scans].map(({ id: eventId }) => atOnce.deliver(eventId)));
    expect(await counts(atOnce)).toEqual(await counts(inTurn));
    expect(withoutClock(atOnce.findingTable.contents())).toEqual(
      withoutClock(inTurn.findingTable.contents()),
    );
  });

  it('asks for closing of many in few messages that Service Bus takes', async () => {
    const numbers = Array.from({ length: 500 }, (_, i) => `${'n'.repeat(200)}-${i}`);
    const world = await aWorld();
    const scan = (eventId: string, day: number, finding: RawFinding) =>
      aScan(
        eventId,
        day,
        numbers.map((finding_number) => ({ ...finding, finding_number })),
      );
    await world.take(scan('first', 1, active('1')));
    for (const findingNumber of numbers) {
      const uniqueFinding = aUniqueFindingId({ findingNumber });
      await world.publish({ uniqueFinding, group: groupFor('rule-1', uniqueFinding) });
    }
    await world.take(scan('second', 2, mitigated('1')));
    const now = world.sender.taken.filter(
      ({ queue, scheduledFor }) => queue === queues.autoClose && scheduledFor === undefined,
    );
    const closing = now.map(({ body }) => body as { shares: unknown[] });
    expect(closing.flatMap(({ shares }) => shares)).toHaveLength(500);
    expect(closing.length).toBeLessThan(10);
  });
});
