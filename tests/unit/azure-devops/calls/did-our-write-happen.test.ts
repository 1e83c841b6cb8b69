import { didOurWriteHappen } from '../../../../shared/azure-devops/calls/did-our-write-happen';
import type { WorkItem } from '../../../../shared/azure-devops/client';
import {
  type JsonPatchOperation,
  setField,
  setLongText,
  testRevision,
} from '../../../../shared/azure-devops/json-patch';

const at = (rev: number, fields: Record<string, unknown>): WorkItem => ({ id: 7, rev, fields, webUrl: '' });
const remove = (referenceName: string): JsonPatchOperation => ({
  op: 'remove',
  path: `/fields/${referenceName}`,
});
const closed = setField('System.State', 'Closed');
const robin = { displayName: 'Robin Field', uniqueName: 'robin@tailspin.example' };

describe('didOurWriteHappen', () => {
  it.each<[string, JsonPatchOperation[], WorkItem, boolean]>([
    ['one revision on, with our value', [closed], at(4, { 'System.State': 'Closed' }), true],
    ['one revision on, with another', [closed], at(4, { 'System.State': 'Active' }), false],
    ['two revisions on', [closed], at(5, { 'System.State': 'Closed' }), false],
    ['where it was', [closed], at(3, { 'System.State': 'Closed' }), false],
    [
      'a comment does not count',
      [closed, setField('System.History', 'x')],
      at(4, { 'System.State': 'Closed' }),
      true,
    ],
    ['a comment alone proves nothing', [setField('System.History', 'x')], at(4, {}), false],
    [
      'long text is stored differently',
      [closed, ...setLongText('System.Description', '<B>x', 'html')],
      at(4, { 'System.State': 'Closed', 'System.Description': '<b>x</b>' }),
      true,
    ],
    ['numbers', [setField('P', 2)], at(4, { P: 2 }), true],
    [
      'tags in any casing and order',
      [setField('System.Tags', 'b; A')],
      at(4, { 'System.Tags': 'a; B' }),
      true,
    ],
    [
      'a person by mail',
      [setField('System.AssignedTo', 'robin@tailspin.example')],
      at(4, { 'System.AssignedTo': robin }),
      true,
    ],
    [
      'a person by both',
      [setField('System.AssignedTo', 'Robin Field <robin@tailspin.example>')],
      at(4, { 'System.AssignedTo': robin }),
      true,
    ],
    [
      'another person',
      [setField('System.AssignedTo', 'sam@tailspin.example')],
      at(4, { 'System.AssignedTo': robin }),
      false,
    ],
    [
      'a date in another form',
      [setField('D', '2026-03-01T12:00:00.000Z')],
      at(4, { D: '2026-03-01T12:00:00Z' }),
      true,
    ],
    ['a field that was emptied', [remove('X')], at(4, {}), true],
    ['a field that was not', [remove('X')], at(4, { X: 'y' }), false],
  ])('%s', (_, operations, now, expected) =>
    expect(didOurWriteHappen([testRevision(3), ...operations], now)).toBe(expected),
  );

  it('cannot tell without a guard', () =>
    expect(didOurWriteHappen([closed], at(4, { 'System.State': 'Closed' }))).toBe(false));
});
