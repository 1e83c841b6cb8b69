import { partBegins, partEnds } from '../../../shared/rules/managed-part';
import { asWrittenLast, knownDescription } from '../../../shared/tickets/known-description';
import { aTicketRecord } from '../../support/builders/a-ticket';

const text = `Words.\n\n${partBegins}\n\n${partEnds}`;
const workItem = (fields: Record<string, unknown>) => ({
  id: 71,
  rev: 3,
  fields,
  multilineFieldsFormat: { 'System.Description': 'markdown' },
  webUrl: '',
});

describe('knownDescription', () => {
  it('is the text that has our part in it, wherever the form shows it', () => {
    expect(knownDescription(workItem({ 'System.Title': 'x', 'System.Description': text }))).toEqual({
      rev: 3,
      field: 'System.Description',
      text,
      format: 'markdown',
    });
    expect(knownDescription(workItem({ 'Microsoft.VSTS.TCM.ReproSteps': text }))).toEqual({
      rev: 3,
      field: 'Microsoft.VSTS.TCM.ReproSteps',
      text,
    });
  });

  it.each([
    ['a text without our part', 'Words.'],
    ['no text', undefined],
    ['a text too long to keep', `${partBegins}${'x'.repeat(100_000)}`],
  ])('is not kept of %s', (_, value) => {
    expect(knownDescription(workItem({ 'System.Description': value }))).toBeUndefined();
  });
});

describe('asWrittenLast', () => {
  const known = { rev: 3, field: 'System.Description', text, format: 'markdown' };
  const record = aTicketRecord({ managed: { part: 'x', fields: { 'Custom.X': 1 } } });

  it('is what we have written, at the revision that we know', () => {
    expect(asWrittenLast(record, known)).toMatchObject({
      id: 71,
      rev: 3,
      fields: { 'System.Description': text, 'Custom.X': 1 },
      multilineFieldsFormat: { 'System.Description': 'markdown' },
    });
  });

  it.each([
    ['nothing is known', undefined],
    ['somebody has written since', { ...known, rev: 2 }],
  ])('is not told where %s', (_, stale) => expect(asWrittenLast(record, stale)).toBeUndefined());
});
