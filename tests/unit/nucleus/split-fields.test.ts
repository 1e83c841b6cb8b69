import { splitFields } from '../../../shared/nucleus/split-fields';
import { aRawFinding } from '../../support/builders/a-finding';

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

describe('splitFields', () => {
  it('keeps what all instances share apart from what is one instance’s own', () => {
    const { definition, own } = splitFields(aRawFinding());
    expect(Object.keys(definition).sort()).toEqual([
      'finding_exploitable',
      'finding_name',
      'finding_number',
      'project_id',
      'scan_type',
    ]);
    expect(own).toMatchObject({ finding_severity: 'Critical', asset_groups: ['/pay/web'] });
  });

  it.each(['scan_id', 'scan_date', 'scan_date_timestamp'])(
    'leaves out %s, which differs in every scan',
    (field) => {
      const { definition, own } = splitFields({ [field]: '1' });
      expect({ ...definition, ...own }).toEqual({});
    },
  );

  it.each([[''], [null]])('keeps %j of an instance as "nothing", which clears what was there', (nothing) => {
    expect(splitFields({ due_date: nothing }).own).toEqual({ due_date: null });
  });

  it('does not let an instance without a shared text clear it for the others', () => {
    expect(splitFields({ finding_description: '' }).definition).toEqual({});
  });

  it.each([
    ['one long text', { finding_description: 'd'.repeat(1_000_000), finding_output: 'o'.repeat(1_000_000) }],
    [
      'text of many bytes',
      { finding_description: '漏'.repeat(200_000), finding_output: '漏'.repeat(200_000) },
    ],
    [
      'many long texts',
      Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`note_${i}`, 'n'.repeat(9_000)])),
    ],
    ['a long list', { asset_groups: Array.from({ length: 50_000 }, (_, i) => `/group/${i}`) }],
    ['a large object', { asset_info: { blob: 'b'.repeat(500_000) } }],
    ['very many fields', Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`field_${i}`, i]))],
  ])('cuts %s so that row and message can hold it', (_, fields) => {
    const { definition, own } = splitFields({ asset_name: 'pay-web-1', ...fields });
    expect(bytesOf(definition)).toBeLessThanOrEqual(100_000);
    expect(bytesOf(own)).toBeLessThanOrEqual(30_000);
    expect(own.asset_name).toBe('pay-web-1');
  });

  it('says where it cut', () => {
    const { definition } = splitFields({ finding_name: 'short', finding_description: 'd'.repeat(1_000_000) });
    expect(definition.finding_name).toBe('short');
    expect(definition.finding_description).toMatch(/^d+… \(cut\)$/);
  });

  it('changes nothing when it splits again', () => {
    const once = splitFields({
      finding_description: '漏'.repeat(200_000),
      finding_output: 'o'.repeat(200_000),
    });
    expect(splitFields({ ...once.definition, ...once.own })).toEqual(once);
  });
});
