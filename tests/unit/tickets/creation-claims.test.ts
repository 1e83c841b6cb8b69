import { ConflictError } from '../../../shared/errors';
import { CreationClaims } from '../../../shared/tickets/creation-claims';
import { MemoryTable } from '../../support/memory-table';

const wanted = {
  group: 'rule-1|12|AZURE|CVE-1',
  connectorId: 'connector-1',
  project: 'Payments',
  workItemType: 'Bug',
};
const secondsLater = (seconds: number) =>
  jest.useFakeTimers({
    doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout', 'clearTimeout'],
    now: new Date().getTime() + seconds * 1000,
  });

describe('CreationClaims', () => {
  afterEach(() => jest.useRealTimers());

  it('lets one of many who come at once create', async () => {
    const claims = new CreationClaims(new MemoryTable());
    const answers = await Promise.allSettled([
      claims.claim(wanted),
      claims.claim(wanted),
      claims.claim(wanted),
    ]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status === 'rejected')) {
      expect(answer).toHaveProperty('reason.details.code', 'creation-in-progress');
    }
  });

  it('keeps groups and connectors apart', async () => {
    const claims = new CreationClaims(new MemoryTable());
    const held = await Promise.all([
      claims.claim(wanted),
      claims.claim({ ...wanted, group: 'another' }),
      claims.claim({ ...wanted, connectorId: 'connector-2' }),
    ]);
    expect(new Set(held.map(({ claim }) => claim.ticketId)).size).toBe(3);
    expect(held.every(({ takenOver }) => !takenOver)).toBe(true);
  });

  it('starts afresh after a release, under another ticket id', async () => {
    const claims = new CreationClaims(new MemoryTable());
    const first = await claims.claim(wanted);
    await claims.release(first.claim);
    await claims.release(first.claim);
    const second = await claims.claim(wanted);
    expect(second.takenOver).toBe(false);
    expect(second.claim.ticketId).not.toBe(first.claim.ticketId);
  });

  it('says when to come again', async () => {
    const claims = new CreationClaims(new MemoryTable());
    await claims.claim(wanted);
    secondsLater(15);
    await expect(claims.claim(wanted)).rejects.toBeInstanceOf(ConflictError);
    await expect(claims.claim(wanted)).rejects.toMatchObject({
      details: { retryAfterSeconds: expect.closeTo(30, -1) },
    });
  });

  it('hands a claim that was left behind to one of those who come, with the ticket id it had', async () => {
    const claims = new CreationClaims(new MemoryTable());
    const dead = await claims.claim(wanted);
    secondsLater(46);
    expect(await claims.leftOver('connector-1')).toEqual([dead.claim]);
    const answers = await Promise.allSettled([claims.claim(wanted), claims.claim(wanted)]);
    const held = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    expect(held).toHaveLength(1);
    expect(held[0]).toMatchObject({
      takenOver: true,
      claim: { ticketId: dead.claim.ticketId, firstClaimedAt: dead.claim.firstClaimedAt },
    });
    expect(await claims.leftOver('connector-1')).toEqual([]);
  });
});
