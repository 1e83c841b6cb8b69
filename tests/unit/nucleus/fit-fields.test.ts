import { fitFields } from '../../../shared/nucleus/fit-fields';

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

describe('fitFields', () => {
  it('leaves what fits as it is', () => {
    const fields = {
      asset_name: 'pay-web-1',
      asset_groups: ['/pay'],
      count: 7,
      active: true,
      due_date: null,
    };
    expect(fitFields(fields, 1_000)).toBe(fields);
  });

  it('shortens the longest values and leaves the short ones whole', () => {
    const fields = { asset_name: 'pay-web-1', finding_output: 'o'.repeat(10_000), finding_port: 443 };
    const fitted = fitFields(fields, 1_000);
    expect(bytesOf(fitted)).toBeLessThanOrEqual(1_000);
    expect(fitted).toMatchObject({ asset_name: 'pay-web-1', finding_port: 443 });
    expect(fitted.finding_output).toMatch(/^o{400,}… \(cut\)$/);
  });

  it('keeps the beginning of a list', () => {
    const asset_groups = Array.from({ length: 1_000 }, (_, i) => `/group/${i}`);
    const { asset_groups: kept } = fitFields({ asset_groups }, 1_000);
    expect(kept).toEqual(asset_groups.slice(0, (kept as unknown[]).length));
    expect(kept).not.toHaveLength(0);
  });

  it('shortens inside objects', () => {
    const fitted = fitFields({ asset_info: { source: 'cmdb', note: 'n'.repeat(10_000) } }, 1_000);
    expect(fitted.asset_info).toMatchObject({ source: 'cmdb', note: expect.stringMatching(/… \(cut\)$/) });
  });

  it('cuts no character in two', () => {
    for (let shift = 0; shift < 4; shift++) {
      const { note } = fitFields({ note: 'x'.repeat(shift) + '🔒'.repeat(1_000) }, 500);
      expect(note).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    }
  });
});
