import { writeEffect } from '../../../../shared/azure-devops/calls/write-effect';
import { addHyperlink, setField, testRevision } from '../../../../shared/azure-devops/json-patch';

describe('writeEffect', () => {
  it.each([
    ['a dry run does nothing', [setField('X', 1)], true, 'none'],
    ['a guarded patch happens once at most', [testRevision(3), setField('X', 1)], false, 'guarded'],
    ['a link that exists is refused', [addHyperlink('https://x.example', 'x')], false, 'guarded'],
    [
      'a link beside a field is not enough',
      [setField('X', 1), addHyperlink('https://x.example', 'x')],
      false,
      'once',
    ],
    ['another happens each time', [setField('X', 1)], false, 'once'],
  ])('%s', (_, operations, validateOnly, effect) =>
    expect(writeEffect(operations, validateOnly)).toBe(effect),
  );
});
