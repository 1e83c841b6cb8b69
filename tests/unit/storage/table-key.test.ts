import fc from 'fast-check';
import { tableKey } from '../../../shared/storage/table-key';

describe('tableKey', () => {
  it.each([
    [['CVE-2026-1001'], 'CVE-2026-1001'],
    [['12', 'AZURE', 'CVE-1'], '12|AZURE|CVE-1'],
    [['12', '', 'CVE-1'], '12||CVE-1'],
    [['/pay\\web#1?'], '!002fpay!005cweb!00231!003f'],
    [['a\nb'], 'a!000ab'],
    [['a|b'], 'a!007cb'],
    [['100% sure!'], '100!0025 sure!0021'],
    [['Größe 漏 🔒'], 'Größe 漏 🔒'],
  ])('writes %j as %s', (parts, key) => expect(tableKey(...parts)).toBe(key));

  it('is a key that Azure Tables takes, whatever the parts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { minLength: 1, maxLength: 3 }),
        (parts) => {
          const key = tableKey(...parts);
          expect(key.length).toBeLessThanOrEqual(1_024);
          expect(key).not.toMatch(/[/\\#?\p{Cc}]/u);
        },
      ),
    );
  });

  it('differs when any part differs', () => {
    const part = fc.oneof(
      fc.string({ maxLength: 4, unit: fc.constantFrom('a', '|', '!', '0', '2', '1', '/', '#') }),
      fc.string({ minLength: 195, maxLength: 210, unit: fc.constantFrom('a', '/') }),
    );
    const parts = fc.array(part, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(tableKey(...a) === tableKey(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
      { numRuns: 1_000 },
    );
  });

  it('tells long parts apart that begin alike', () => {
    expect(tableKey('x'.repeat(300))).not.toBe(tableKey(`${'x'.repeat(299)}y`));
  });
});
