import { setField } from '../../../shared/azure-devops/json-patch';
import { type ManagedPart, renderPart } from '../../../shared/rules/managed-part';
import { editFields, editPart } from '../../../shared/tickets/work-item-edit';
import { someCounts } from '../../support/builders/a-finding';

const workItem = (fields: Record<string, unknown>, format?: string) => ({
  id: 71,
  rev: 3,
  fields,
  webUrl: '',
  ...(format === undefined ? {} : { multilineFieldsFormat: { 'System.Description': format } }),
});
const part = (open: number): ManagedPart => ({
  severity: 'High',
  counts: someCounts(open, 0, 0),
  findings: 1,
  values: {},
  table: { titles: ['Asset'], rows: [['pay-web-1']], more: 0 },
});
const task = { fields: [] };

describe('editFields', () => {
  it.each<[unknown, string | number | boolean]>([
    [2, 2],
    ['2', 2],
    ['Blue', 'Blue'],
    [true, true],
    ['2026-05-01T00:00:00Z', '2026-05-01T00:00:00.000Z'],
  ])('leaves a field that says %j where %j is wanted', (stored, wanted) => {
    expect(editFields({ 'Custom.X': wanted }, workItem({ 'Custom.X': stored }))).toEqual([]);
  });

  it.each<[unknown, string | number | boolean]>([
    [undefined, 2],
    [1, 2],
    ['blue', 'Blue'],
    ['2026-05-01T00:00:00Z', '2026-05-02T00:00:00.000Z'],
  ])('sets a field that says %j where %j is wanted', (stored, wanted) => {
    expect(editFields({ 'Custom.X': wanted }, workItem({ 'Custom.X': stored }))).toEqual([
      setField('Custom.X', wanted),
    ]);
  });
});

describe('editPart', () => {
  it.each([
    ['markdown', 'markdown', 'Markdown'],
    ['Markdown', 'markdown', 'Markdown'],
    ['html', 'html', 'Html'],
    [undefined, 'html', 'Html'],
  ] as const)('writes what ADO calls %s in the format that it is in', async (told, format, written) => {
    const before = renderPart(part(3), format);
    const operations = await editPart(part(2), workItem({ 'System.Description': before }, told), task);
    expect(operations.map(({ path, value }) => [path, path.startsWith('/multi') ? value : ''])).toEqual([
      ['/fields/System.Description', ''],
      ['/multilineFieldsFormat/System.Description', written],
    ]);
    expect(operations[0]?.value).toContain('2 open');
  });

  it('looks where the form of a bug shows its description', async () => {
    const reproSteps = 'Microsoft.VSTS.TCM.ReproSteps';
    const bug = { fields: [{ referenceName: reproSteps, name: 'Repro Steps', alwaysRequired: false }] };
    const stored = workItem({ [reproSteps]: renderPart(part(3), 'html') });
    expect((await editPart(part(2), stored, bug))[0]?.path).toBe(`/fields/${reproSteps}`);
  });

  it('writes nothing where nothing is to be replaced', async () => {
    expect(await editPart(part(2), workItem({}), task)).toEqual([]);
  });
});
