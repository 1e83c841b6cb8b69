import { splitIntoMessages } from '../../../shared/nucleus/split-into-messages';
import { aFinding, aUniqueFindingId } from '../../support/builders/a-finding';

const largestMessage = 250_000;

const findings = (count: number, make: (index: number) => Parameters<typeof aFinding>[0]) =>
  Array.from({ length: count }, (_, index) => aFinding(make(index)));

const ofFinding = (findingNumber: string) => ({ uniqueFinding: aUniqueFindingId({ findingNumber }) });

const instancesOf = (messages: ReturnType<typeof splitIntoMessages>) =>
  messages.flatMap((bundles) =>
    bundles.flatMap(({ uniqueFinding, instances }) =>
      instances.map(({ instanceId }) => `${uniqueFinding.findingNumber}/${instanceId}`),
    ),
  );

describe('splitIntoMessages', () => {
  it('makes no message of nothing', () => expect(splitIntoMessages([])).toEqual([]));

  it('keeps the instances of a unique finding together, however they came', () => {
    const [message, ...others] = splitIntoMessages([
      aFinding({ ...ofFinding('CVE-1'), instanceId: 'a' }),
      aFinding({ ...ofFinding('CVE-2'), instanceId: 'b' }),
      aFinding({ ...ofFinding('CVE-1'), instanceId: 'c' }),
    ]);
    expect(others).toEqual([]);
    expect(message?.map(({ instances }) => instances.map(({ instanceId }) => instanceId))).toEqual([
      ['a', 'c'],
      ['b'],
    ]);
  });

  it('tells unique findings apart by project, scan type and number', () => {
    const ids = [{}, { nucleusProjectId: '13' }, { scanType: 'NESSUS' }, { findingNumber: 'CVE-2' }];
    const [message] = splitIntoMessages(ids.map((id) => aFinding({ uniqueFinding: aUniqueFindingId(id) })));
    expect(message).toHaveLength(4);
  });

  it.each([
    ['many instances of one finding', findings(1_200, (i) => ({ instanceId: String(i) }))],
    ['many findings of one instance', findings(1_200, (i) => ofFinding(`CVE-${i}`))],
    ['findings with long names', findings(600, (i) => ofFinding(`${'n'.repeat(450)}${i}`))],
    [
      'large instances',
      findings(40, (i) => ({ instanceId: String(i), fields: { note: 'x'.repeat(20_000) } })),
    ],
    [
      'text of many bytes',
      findings(40, (i) => ({ instanceId: String(i), fields: { note: '漏'.repeat(9_000) } })),
    ],
  ])('splits %s into messages that Service Bus takes, and loses none', (_, all) => {
    const messages = splitIntoMessages(all);
    expect(messages.length).toBeGreaterThan(1);
    for (const bundles of messages) {
      expect(Buffer.byteLength(JSON.stringify(bundles))).toBeLessThanOrEqual(largestMessage);
      expect(bundles.flatMap(({ instances }) => instances).length).toBeLessThanOrEqual(500);
    }
    expect(instancesOf(messages).sort()).toEqual(
      all.map(({ uniqueFinding, instanceId }) => `${uniqueFinding.findingNumber}/${instanceId}`).sort(),
    );
  });

  it('splits the same instances the same way again', () => {
    const all = findings(700, (i) => ({ ...ofFinding(`CVE-${i % 90}`), instanceId: String(i) }));
    expect(splitIntoMessages(all)).toEqual(splitIntoMessages(all));
  });
});
