import { NucleusStandIn } from '../../../local/nucleus/server';
import { NucleusIntake } from '../../../shared/nucleus/intake';
import { FindingPull } from '../../../shared/pull/finding-pull';
import { PullStore } from '../../../shared/pull/pull-store';
import {
  NucleusAnswerError,
  readSearchAnswer,
  type SearchPage,
  searchRequest,
} from '../../../shared/pull/search-page';
import { aRawFinding } from '../../support/builders/a-finding';
import { CrashPoint } from '../../support/crash';
import { IngestWorld } from '../../support/ingest-world';
import { MemoryTable } from '../../support/memory-table';

const later = () => new Date(Date.now() + 60_000);
const findingsOf = (count: number, changes: (i: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, i) => aRawFinding({ asset_id: String(i), ...changes(i) }));

function setUp() {
  const world = new IngestWorld();
  const standIn = new NucleusStandIn('key');
  const cursorCrash = new CrashPoint();
  const cursors = new MemoryTable(cursorCrash);
  const asked: SearchPage[] = [];
  const searchFindings = async (page: SearchPage) => {
    await Promise.resolve();
    asked.push(page);
    const { path, body } = searchRequest(page);
    const answer = standIn.answer('POST', new URL(`http://n/nucleus/api${path}`), 'key', body);
    return readSearchAnswer(answer.status, answer.body);
  };
  const dialect = () => ({ expiryFields: [], furtherRemediated: [] });
  const intake = new NucleusIntake(world.events, world.sender, dialect);
  const pull = new FindingPull(new PullStore(cursors), intake, () => ({ searchFindings }));
  const have = (findings: object[]) =>
    standIn.answer('PUT', new URL('http://n/control/projects/12'), '', { findings });
  const fail = (...answers: number[]) =>
    standIn.answer('PUT', new URL('http://n/control/answers'), '', { answers });
  const events = () => Object.keys(world.eventTable.contents()).length;
  return { world, pull, have, fail, asked, events, cursorCrash };
}

describe('FindingPull', () => {
  it('reads all pages, each an event', async () => {
    const { pull, have, asked, events } = setUp();
    have(findingsOf(25));
    expect(await pull.run('12', later(), 10)).toEqual({
      pages: 3,
      findings: 25,
      unchanged: 0,
      complete: true,
    });
    expect(asked.map(({ start, since }) => [start, since])).toEqual([
      [0, undefined],
      [10, undefined],
      [20, undefined],
    ]);
    expect(events()).toBe(3);
  });

  it('asks in later rounds for what was scanned since, with a day of overlap', async () => {
    const { pull, have, asked } = setUp();
    have(findingsOf(3, (i) => ({ scan_date: `2026-03-0${i + 1} 08:00:00` })));
    await pull.run('12', later(), 10);
    expect(await pull.run('12', later(), 10)).toMatchObject({ findings: 2 });
    expect(asked.at(-1)).toMatchObject({ since: '2026-03-02 08:00:00', start: 0 });
  });

  it('takes nothing in again that was there in the last round, and anything that has changed', async () => {
    const { pull, have, events } = setUp();
    have(findingsOf(15));
    await pull.run('12', later(), 10);
    await pull.run('12', later(), 10);
    const before = events();
    expect(await pull.run('12', later(), 10)).toEqual({
      pages: 2,
      findings: 15,
      unchanged: 2,
      complete: true,
    });
    have(findingsOf(15, (i) => (i === 12 ? { justification_status_name: 'False Positive' } : {})));
    expect(await pull.run('12', later(), 10)).toMatchObject({ unchanged: 1 });
    have(findingsOf(15));
    expect(await pull.run('12', later(), 10)).toMatchObject({ unchanged: 1 });
    expect(events() - before).toBe(2);
  });

  it('does not follow a scan date that lies ahead', async () => {
    const { pull, have, asked } = setUp();
    have(findingsOf(1, () => ({ scan_date: '2999-01-01 00:00:00' })));
    await pull.run('12', later(), 10);
    await pull.run('12', later(), 10);
    expect(asked.at(-1)?.since).toBeUndefined();
  });

  it('goes on with the page that failed', async () => {
    const { pull, have, fail, asked } = setUp();
    have(findingsOf(25));
    fail(200, 500);
    await expect(pull.run('12', later(), 10)).rejects.toThrow(NucleusAnswerError);
    expect(await pull.run('12', later(), 10)).toMatchObject({ pages: 2, findings: 15, complete: true });
    expect(asked.map(({ start }) => start)).toEqual([0, 10, 10, 20]);
  });

  it('begins no page when its time is over, and goes on in the next run', async () => {
    const { pull, have } = setUp();
    have(findingsOf(25));
    expect(await pull.run('12', new Date(0), 10)).toMatchObject({ pages: 0, complete: false });
    expect(await pull.run('12', later(), 10)).toMatchObject({ pages: 3, complete: true });
  });

  it('takes a page once when it dies before the cursor has moved', async () => {
    const { world, pull, have, events, cursorCrash } = setUp();
    have(findingsOf(5));
    // The first run reads the cursor and dies writing it; the round it began is forgotten.
    cursorCrash.arm(2, 'before');
    await expect(pull.run('12', later(), 10)).rejects.toThrow();
    cursorCrash.revive();
    await pull.run('12', later(), 10);
    for (const id of Object.keys(world.eventTable.contents())) expect(id).toContain('pull');
    expect(events()).toBe(2);
  });
});

describe('readSearchAnswer', () => {
  it.each([
    [401, {}, 'NUCLEUS_API_KEY'],
    [403, undefined, 'NUCLEUS_API_KEY'],
    [404, { success: false, code: 404, message: 'Project not found' }, 'with 404: Project not found.'],
    [500, undefined, 'with 500.'],
    [200, { data: [] }, 'something else than a list'],
  ])('says what is wrong with %d', (status, body, reason) => {
    expect(() => readSearchAnswer(status, body)).toThrow(reason);
  });
});

describe('searchRequest', () => {
  it('is what Nucleus expects', () => {
    expect(
      searchRequest({ nucleusProjectId: 'a/1', since: '2026-03-01 00:00:00', start: 5, limit: 10 }),
    ).toEqual({
      path: '/projects/a%2F1/findings/search?start=5&limit=10',
      body: { scan_date: { operator: '>=', datetime: '2026-03-01 00:00:00' } },
    });
  });
});
