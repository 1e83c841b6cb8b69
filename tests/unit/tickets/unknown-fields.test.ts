import { unknownFields } from '../../../shared/tickets/unknown-fields';
import { aWorkItemType, workflows } from '../../support/builders/a-work-item-type';

const type = {
  ...aWorkItemType(workflows.agileBug),
  fields: [{ referenceName: 'Custom.Berth', name: 'Berth', alwaysRequired: false }],
};

describe('unknownFields', () => {
  it.each([
    ['no fields', undefined],
    ['a field of the type', { 'Custom.Berth': 'north' }],
    ['one in other casing', { 'custom.berth': 'north' }],
  ])('finds nothing in %s', (_, fields) => expect(unknownFields(type, fields)).toEqual([]));

  it('tells the reference name to whoever used the name on the form', () => {
    expect(unknownFields(type, { berth: 'north', 'Custom.Pier': 1 })).toEqual([
      { pointer: '/fields/berth', message: 'is not a field of "Bug"; its reference name is "Custom.Berth"' },
      { pointer: '/fields/Custom.Pier', message: 'is not a field of "Bug"' },
    ]);
  });
});
