import { readPatch } from '../../../../local/azure-devops/rules/read-patch';
import { thrownBy } from '../thrown-by';

describe('JSON Patch', () => {
  it('reads fields by any of their names, formats, relations, tests and the placeholder', () => {
    const change = readPatch([
      { op: 'test', path: '/rev', value: 3 },
      { op: 'test', path: '/fields/System.State', value: 'New' },
      { op: 'add', path: '/fields/system.title', value: 'One' },
      { op: 2, path: '/fields/Priority', value: 1 },
      { op: 'remove', path: '/fields/System.AssignedTo' },
      { op: 'add', path: '/fields/System.Description', value: '# x' },
      { op: 'add', path: '/multilineFieldsFormat/System.Description', value: 'Markdown' },
      { op: 0, path: '/relations/-', value: { rel: 'Hyperlink', url: 'https://one.example' } },
      { op: 1, path: '/relations/2' },
      { op: 'replace', path: '/relations/0/attributes/comment', value: 'Seen' },
      { op: 'add', path: '/id', value: '-1' },
    ]);
    expect(change.testRev).toBe(3);
    expect([...change.tests]).toEqual([['System.State', 'New']]);
    expect([...change.fields]).toEqual([
      ['System.Title', 'One'],
      ['Microsoft.VSTS.Common.Priority', 1],
      ['System.AssignedTo', undefined],
      ['System.Description', '# x'],
    ]);
    expect([...change.formats]).toEqual([['System.Description', 'markdown']]);
    expect(change.addedRelations).toEqual([{ rel: 'Hyperlink', url: 'https://one.example', attributes: {} }]);
    expect(change.removedRelations).toEqual([2]);
    expect([...change.relationComments]).toEqual([[0, 'Seen']]);
    expect(change.placeholderId).toBe(-1);
  });

  const value = { rel: 'Hyperlink' };
  it.each([
    ['nothing', undefined, 'VssPropertyValidationException'],
    ['an object', {}, 'VssPropertyValidationException'],
    ['no operations', [], 'VssPropertyValidationException'],
    ['an operation without a path', [{ op: 'add' }], 'VssPropertyValidationException'],
    [
      'an unknown operation',
      [{ op: 'merge', path: '/fields/System.Title' }],
      'PatchOperationFailedException',
    ],
    [
      'moving',
      [{ op: 'move', from: '/fields/System.Title', path: '/fields/System.State' }],
      'PatchOperationFailedException',
    ],
    ['setting the revision', [{ op: 'add', path: '/rev', value: 1 }], 'PatchOperationFailedException'],
    ['a path to nowhere', [{ op: 'add', path: '/title', value: 'x' }], 'PatchOperationFailedException'],
    [
      'an unknown field',
      [{ op: 'add', path: '/fields/Custom.Foo', value: 1 }],
      'WorkItemTrackingFieldDefinitionNotFoundException',
    ],
    [
      'a format without a value',
      [{ op: 'add', path: '/multilineFieldsFormat/System.Description', value: 'Html' }],
      'VssPropertyValidationException',
    ],
    [
      'a relation without a target',
      [{ op: 'add', path: '/relations/-', value }],
      'VssPropertyValidationException',
    ],
    ['a relation at no place', [{ op: 'remove', path: '/relations/first' }], 'PatchOperationFailedException'],
  ])('refuses %s', (_, body, typeKey) => {
    expect(thrownBy(() => readPatch(body))).toMatchObject({ status: 400, typeKey });
  });
});
