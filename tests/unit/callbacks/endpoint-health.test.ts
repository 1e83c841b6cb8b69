import {
  afterFailure,
  afterSuccess,
  type EndpointHealth,
  enabledAgain,
  neverTried,
} from '../../../shared/callbacks/endpoint-health';
import { EndpointStore } from '../../../shared/callbacks/endpoint-store';
import { MemoryTable } from '../../support/memory-table';

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T00:00:00.000Z`;
const failure = (number: number, httpStatus = 500) => ({ at: day(number), reason: 'No.', httpStatus });

describe('the health of an endpoint', () => {
  it('fails from the first failure on, and is disabled after five days without a success', () => {
    let health: EndpointHealth = neverTried;
    for (const number of [1, 2, 5]) health = afterFailure(health, failure(number));
    expect(health).toEqual({ status: 'failing', failingSince: day(1), lastFailure: failure(5) });
    health = afterFailure(health, failure(6));
    expect(health).toMatchObject({ status: 'disabled', disabledAt: day(6), failingSince: day(1) });
    expect(health.disabledReason).toContain(day(1));
  });

  it('begins anew with a success; what failed last can still be read', () => {
    const health = afterSuccess(afterFailure(neverTried, failure(1)), day(2));
    expect(health).toEqual({ status: 'enabled', lastSuccessAt: day(2), lastFailure: failure(1) });
    expect(afterFailure(health, failure(7)).status).toBe('failing');
  });

  it('is disabled at once by 410, and stays so', () => {
    const health = afterFailure(neverTried, failure(1, 410));
    expect(health).toMatchObject({ status: 'disabled', disabledAt: day(1) });
    expect(afterFailure(health, failure(2))).toMatchObject({ status: 'disabled', disabledAt: day(1) });
  });

  it('is enabled by an administrator with five new days', () => {
    const health = enabledAgain(afterFailure(afterSuccess(neverTried, day(1)), failure(2, 410)));
    expect(health).toEqual({ status: 'enabled', lastSuccessAt: day(1), lastFailure: failure(2, 410) });
  });
});

describe('EndpointStore', () => {
  const setUp = () => {
    const table = new MemoryTable();
    return { table, store: new EndpointStore(table), other: new EndpointStore(table) };
  };

  it('writes down a success once a minute, and whenever it is the end of trouble', async () => {
    const { table, store } = setUp();
    const at = (seconds: number) => new Date(Date.parse(day(1)) + seconds * 1_000);
    for (const seconds of [0, 1, 59]) await store.succeeded('connector-1', at(seconds));
    expect(table.writes).toBe(1);
    await store.succeeded('connector-1', at(60));
    expect(table.writes).toBe(2);
    await store.failed('connector-1', failure(1));
    await store.succeeded('connector-1', at(61));
    expect(await store.read('connector-1')).toMatchObject({
      status: 'enabled',
      lastSuccessAt: at(61).toISOString(),
    });
  });

  it('notices at once that another instance has enabled it again', async () => {
    const { store, other } = setUp();
    await store.failed('connector-1', failure(1, 410));
    expect(await store.isDisabled('connector-1')).toBe(true);
    expect(await other.isDisabled('connector-1')).toBe(true);
    await other.enable('connector-1');
    expect(await store.isDisabled('connector-1')).toBe(false);
    expect(await store.isDisabled('connector-2')).toBe(false);
  });

  it('loses nothing when two instances write at once', async () => {
    const { store, other } = setUp();
    await Promise.all([store.failed('connector-1', failure(1)), other.failed('connector-1', failure(6))]);
    expect((await store.read('connector-1')).failingSince).toBeDefined();
    await store.forget('connector-1');
    await store.forget('connector-1');
    expect(await store.read('connector-1')).toEqual(neverTried);
  });
});
