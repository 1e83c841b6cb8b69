import { Leases } from '../../../shared/storage/lease';
import { MemoryTable } from '../../support/memory-table';

describe('Leases', () => {
  const pass = (ms: number) => jest.spyOn(Date, 'now').mockReturnValue(new Date().getTime() + ms);
  afterEach(() => jest.restoreAllMocks());

  it('has one holder at a time, until it lets go', async () => {
    const leases = new Leases(new MemoryTable());
    const held = await leases.acquire('work', 60_000);
    expect(held).toBeDefined();
    expect(await leases.acquire('work', 60_000)).toBeUndefined();
    expect(await leases.acquire('other', 60_000)).toBeDefined();
    await held?.release();
    expect(await leases.acquire('work', 60_000)).toBeDefined();
  });

  it('goes to one of those who ask at once', async () => {
    const leases = new Leases(new MemoryTable());
    const held = await Promise.all([1, 2, 3].map(() => leases.acquire('work', 60_000)));
    expect(held.filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  it('passes on when its time is over; who held it learns so', async () => {
    const leases = new Leases(new MemoryTable());
    const first = await leases.acquire('work', 1_000);
    pass(2_000);
    const second = await leases.acquire('work', 60_000);
    expect(second).toBeDefined();
    expect(await first?.renew()).toBe(false);
    await first?.release();
    expect(await leases.acquire('work', 60_000)).toBeUndefined();
    expect(await second?.renew()).toBe(true);
  });

  it('lasts as long as it is renewed', async () => {
    const leases = new Leases(new MemoryTable());
    const held = await leases.acquire('work', 1_000);
    pass(900);
    expect(await held?.renew()).toBe(true);
    pass(1_500);
    expect(await leases.acquire('work', 1_000)).toBeUndefined();
  });
});
