import { ConflictError, InvalidRequestError } from '../../../shared/errors';
import { queues } from '../../../shared/messaging/queues';
import { aScan } from '../../support/builders/an-event';
import { IngestWorld } from '../../support/ingest-world';

const threeFindings = [
  { asset_id: '1' },
  { asset_id: '2' },
  { asset_id: '3', finding_number: 'CVE-2026-2002' },
];

describe('NucleusIntake', () => {
  it('answers once the event is stored and its messages are in the queue', async () => {
    const world = new IngestWorld();
    const answer = await world.accept(aScan('event-1', 1, threeFindings));
    expect(answer).toEqual({ eventId: 'event-1', findings: 3, rejected: 0, duplicate: false });
    expect(world.sender.bodies(queues.scanIngest)).toMatchObject([{ eventId: 'event-1', chunk: 0 }]);
    expect(await world.events.progress('event-1')).toMatchObject({ status: 'accepted', findings: 3 });
  });

  it('knows an event by its id when it comes again', async () => {
    const world = new IngestWorld();
    await world.accept(aScan('event-1', 1, threeFindings));
    const again = await world.accept(aScan('event-1', 1, threeFindings));
    expect(again).toEqual({ eventId: 'event-1', findings: 3, rejected: 0, duplicate: true });
    expect(world.sender.offered).toBe(1);
  });

  it('takes an event once that is sent twice at the same time', async () => {
    const world = new IngestWorld();
    const event = aScan('event-1', 1, threeFindings);
    await Promise.all([world.accept(event), world.accept(event)]);
    expect(world.sender.bodies(queues.scanIngest)).toHaveLength(1);
  });

  it('takes equal findings under another id for another event', async () => {
    const world = new IngestWorld();
    await world.accept(aScan('event-1', 1, threeFindings));
    await world.accept(aScan('event-2', 1, threeFindings));
    expect(world.sender.bodies(queues.scanIngest)).toHaveLength(2);
  });

  it('refuses an id that was used for other content, and enqueues nothing', async () => {
    const world = new IngestWorld();
    await world.accept(aScan('event-1', 1, threeFindings));
    await expect(world.accept(aScan('event-1', 1, []))).rejects.toThrow(ConflictError);
    expect(world.sender.offered).toBe(1);
  });

  it('refuses a timestamp that is no date, and stores nothing', async () => {
    const world = new IngestWorld();
    const event = { ...aScan('event-1', 1, threeFindings), timestamp: 'a while ago' };
    await expect(world.accept(event)).rejects.toThrow(InvalidRequestError);
    expect(world.eventTable.contents()).toEqual({});
  });

  it('rejects bad findings one by one and tells where they are', async () => {
    const world = new IngestWorld();
    await world.take(
      aScan('event-1', 1, [{}, { finding_number: '' }, { asset_id: '', asset_name: '' }, { asset_id: '4' }]),
    );
    expect(await world.events.progress('event-1')).toMatchObject({
      status: 'completed',
      findings: 4,
      failed: 2,
      errors: [
        { finding: '/data/findings/1', reason: 'finding_number is missing' },
        { finding: '/data/findings/2', reason: 'asset_id is missing' },
      ],
    });
  });

  it('completes an event without findings at once', async () => {
    const world = new IngestWorld();
    await world.accept(aScan('event-1', 1, []));
    expect((await world.events.progress('event-1')).status).toBe('completed');
  });

  it('takes findings of a megabyte each', async () => {
    const world = new IngestWorld();
    const large = { finding_description: '漏'.repeat(400_000), finding_output: 'o'.repeat(1_000_000) };
    await world.take(
      aScan('event-1', 1, [
        { asset_id: '1', ...large },
        { asset_id: '2', ...large },
      ]),
    );
    expect((await world.events.progress('event-1')).status).toBe('completed');
  });
});
