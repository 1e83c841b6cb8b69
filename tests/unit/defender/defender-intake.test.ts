import { DefenderIntake } from '../../../shared/defender/defender-intake';
import { PackedCveStore } from '../../../shared/defender/packed-cve-store';
import { ConflictError } from '../../../shared/errors';
import { NucleusIntake } from '../../../shared/nucleus/intake';
import {
  anAssessment,
  aPackedAssessment,
  aSubAssessment,
  exported,
} from '../../support/builders/a-defender-record';
import { IngestWorld } from '../../support/ingest-world';
import { MemoryTable } from '../../support/memory-table';

function setUp() {
  const world = new IngestWorld();
  const dialect = () => ({ expiryFields: ['other'], furtherRemediated: [] });
  const intake = new NucleusIntake(world.events, world.sender, dialect);
  const packed = new PackedCveStore(new MemoryTable());
  const filing = () => ({ nucleusProjectId: 'defender', scanType: 'AZURE' });
  const defender = new DefenderIntake(intake, packed, filing);
  const take = async (body: unknown, id?: string) => {
    const answer = await defender.accept(body, id === undefined ? {} : { id });
    await world.deliver(answer.eventId);
    return answer;
  };
  const stored = async (findingNumber: string, nucleusProjectId = 'defender') => {
    const { instances } = await world.findings.load({ nucleusProjectId, scanType: 'AZURE', findingNumber });
    return [...instances.values()];
  };
  return { world, defender, take, stored };
}

describe('DefenderIntake', () => {
  it('accepts what can be used and tells why the rest cannot', async () => {
    const { take, world } = setUp();
    const notNow = aSubAssessment({ status: { code: 'NotApplicable', cause: 'OffByPolicy' } });
    const answer = await take([aSubAssessment(), { id: 'x' }, notNow, 7], 'event-1');
    expect(answer).toEqual({
      eventId: 'event-1',
      records: 4,
      findings: 3,
      rejected: 2,
      unchanged: 1,
      duplicate: false,
    });
    expect(await world.events.progress('event-1')).toMatchObject({
      status: 'completed',
      failed: 2,
      errors: [
        { finding: '/1', reason: 'id is not that of an assessment or sub-assessment' },
        { finding: '/3', reason: 'is not an object' },
      ],
    });
  });

  it.each([
    ['one record', (record: object) => record],
    ['a list', (record: object) => [record]],
    ['an answer of REST', (record: object) => ({ value: [record], nextLink: 'https://example.com' })],
    ['an answer of Resource Graph', (record: object) => ({ count: 1, data: [record] })],
  ])('takes %s', async (_, wrapped) => {
    const { take, stored } = setUp();
    await take(wrapped(aSubAssessment()));
    expect(await stored('CVE-2026-6542')).toMatchObject([{ status: 'active', remediation: 'open' }]);
  });

  it('files findings under the project that the sender names', async () => {
    const { take, stored } = setUp();
    await take({
      id: 'event-1',
      project_id: '12',
      timestamp: '2026-03-01T00:00:00Z',
      records: [aSubAssessment()],
    });
    expect(await stored('CVE-2026-6542', '12')).toMatchObject([{ asOf: '2026-03-01T00:00:00.000Z' }]);
  });

  it('knows an event again by the id that the sender gave, and refuses other content under it', async () => {
    const { take } = setUp();
    await take([aSubAssessment()], 'event-1');
    expect(await take([aSubAssessment()], 'event-1')).toMatchObject({ duplicate: true });
    await expect(take([], 'event-1')).rejects.toThrow(ConflictError);
  });

  it('knows an event without an id again by its content', async () => {
    const { take } = setUp();
    const { eventId } = await take([aSubAssessment()]);
    const again = await take([aSubAssessment()]);
    // Unless the hour has just ended, which is another event and does no harm.
    expect(again.duplicate).toBe(again.eventId === eventId);
    expect(await take([anAssessment()])).toMatchObject({ duplicate: false });
  });

  it('keeps one vulnerability apart that was found twice on one machine, and mitigates each by itself', async () => {
    const { take, stored } = setUp();
    await take([aSubAssessment({}, 'first'), aSubAssessment({}, 'second')]);
    await take([exported(aSubAssessment({}, 'first'), 'Delete', 'subAssessment')]);
    expect((await stored('CVE-2026-6542')).map(({ remediation }) => remediation).sort()).toEqual([
      'open',
      'remediated',
    ]);
  });

  it('takes an exemption that ends for a temporary status', async () => {
    const { take, stored } = setUp();
    await take([
      aSubAssessment({ status: { code: 'NotApplicable', cause: 'Exempt', expiresOn: '2999-01-01' } }),
    ]);
    expect(await stored('CVE-2026-6542')).toMatchObject([
      { status: 'exception_granted', remediation: 'temporary', statusEndsAt: '2999-01-01T00:00:00.000Z' },
    ]);
  });

  it('mitigates what a packed assessment does not list any more', async () => {
    const { take, stored } = setUp();
    await take([aPackedAssessment([{ CVE: 'CVE-2026-1000' }, { CVE: 'CVE-2026-1001' }])]);
    await take([aPackedAssessment([{ CVE: 'CVE-2026-1001' }])]);
    expect(await stored('CVE-2026-1000')).toMatchObject([{ remediation: 'remediated' }]);
    expect(await stored('CVE-2026-1001')).toMatchObject([{ remediation: 'open' }]);
    await take([exported(aPackedAssessment('', { AdditionalData: {} }), 'Delete')]);
    expect(await stored('CVE-2026-1001')).toMatchObject([{ remediation: 'remediated' }]);
  });

  it('keeps to the order in which the exporter enqueued the records', async () => {
    const { take, stored } = setUp();
    const at = (record: object, EventEnqueuedUtcTime: string) => ({ ...record, EventEnqueuedUtcTime });
    const gone = exported(aSubAssessment(), 'Delete', 'subAssessment');
    await take([at(gone, '2026-03-02T00:00:00Z')]);
    await take([at(exported(aSubAssessment(), 'Insert', 'subAssessment'), '2026-03-01T00:00:00Z')]);
    expect(await stored('CVE-2026-6542')).toMatchObject([{ remediation: 'remediated' }]);
  });
});
