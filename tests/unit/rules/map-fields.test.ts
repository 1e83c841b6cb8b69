import { mapFields } from '../../../shared/rules/map-fields';
import type { FieldMapping } from '../../../shared/rules/rule';

const fields = {
  finding_severity: 'High',
  due_date: '2026-05-01 12:00:00',
  asset_groups: ['/pay', '/web'],
  epss_score: 0.97,
  finding_exploitable: '',
};
const mapped = (mapping: Omit<FieldMapping, 'field' | 'when'>) =>
  mapFields([{ field: 'Custom.X', when: 'always', ...mapping }], fields).always['Custom.X'];

describe('mapFields', () => {
  it.each<[string, Omit<FieldMapping, 'field' | 'when'>, unknown]>([
    ['a literal', { value: 3 }, 3],
    ['a literal that says no', { value: false }, false],
    ['a template', { template: '{{finding.severity}} ({{finding.epss_score}})' }, 'High (0.97)'],
    ['a template that comes out empty', { template: '{{finding.exploitable}}' }, undefined],
    ['a field', { from: 'finding_severity' }, 'High'],
    ['a number, as text', { from: 'epss_score' }, '0.97'],
    ['a date, with its zone', { from: 'due_date' }, '2026-05-01T12:00:00.000Z'],
    ['a list', { from: 'asset_groups' }, '/pay, /web'],
    ['a field that is empty', { from: 'finding_exploitable' }, undefined],
    ['a value that is looked up', { from: 'severity', map: { High: 2 } }, 2],
    ['a value that is not in the map', { from: 'severity', map: { Low: 4 } }, undefined],
    ['a value that every object has', { from: 'severity', map: {} }, undefined],
    ['nothing, looked up', { from: 'finding_exploitable', map: { '': 'unknown' } }, 'unknown'],
  ])('takes %s', (_, mapping, expected) => expect(mapped(mapping)).toEqual(expected));

  it('tells apart what is kept current and what is set once', () => {
    expect(
      mapFields(
        [
          { field: 'Custom.A', value: 1, when: 'always' },
          { field: 'Custom.B', value: 2, when: 'onCreateOnly' },
        ],
        fields,
      ),
    ).toEqual({ always: { 'Custom.A': 1 }, onCreateOnly: { 'Custom.B': 2 } });
  });

  it('maps nothing where the rule says nothing', () => {
    expect(mapFields(undefined, fields)).toEqual({ always: {}, onCreateOnly: {} });
  });
});
