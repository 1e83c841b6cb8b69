import { changedFields } from '../../../../local/azure-devops/rules/changed-fields';
import { readMentions } from '../../../../local/azure-devops/rules/read-mentions';
import { fieldRuleViolation, notInList, ruleError } from '../../../../local/azure-devops/rules/rule-error';
import { readTags, writeTags } from '../../../../local/azure-devops/rules/tags';

describe('tags', () => {
  it('are one text, sorted, without doubles in other casings', () => {
    expect(writeTags(readTags('web; API ;Web,, db'))).toBe('API; db; web');
    expect(readTags(undefined)).toEqual([]);
    expect(writeTags([])).toBeUndefined();
  });
});

describe('changed fields', () => {
  it('have no old value when first set, no new value when cleared, and people compare by id', () => {
    const person = { id: '1', displayName: 'A', uniqueName: 'a@local.example', descriptor: 'aad.a' };
    expect(
      changedFields(
        { same: 1, gone: 2, by: person, other: 'x' },
        { same: 1, new: 3, by: { ...person }, other: 'y' },
      ),
    ).toEqual({ gone: { oldValue: 2 }, new: { newValue: 3 }, other: { oldValue: 'x', newValue: 'y' } });
  });
});

describe('mentions', () => {
  const guid = '11112222-3333-4444-5555-666677778888';
  it.each([
    ['markdown', `Hello @<${guid}>`],
    ['html', `<a href="#" data-vss-mention="version:2.0,{${guid}}">@Kim</a>`],
  ] as const)('are found in %s', (format, text) => {
    expect(readMentions({ id: 7, text, format })).toMatchObject([{ commentId: 7, targetId: guid }]);
  });
});

describe('rule errors', () => {
  it('have the shape and the codes that were recorded', () => {
    const error = ruleError([
      notInList('System.State', 'State', 'Shut'),
      fieldRuleViolation('System.Title', 'Title', ['required', 'invalidEmpty']),
    ]);
    expect(error.status).toBe(400);
    expect(error.body()).toMatchObject({
      $id: '1',
      typeKey: 'RuleValidationException',
      eventId: 3200,
      message: "The field 'State' contains the value 'Shut' that is not in the list of supported values",
      customProperties: {
        FieldStatusFlags: 'none',
        RuleValidationErrors: [
          { fieldReferenceName: 'System.State', fieldStatusCode: 4194317 },
          {
            fieldReferenceName: 'System.Title',
            fieldStatusFlags: 'required, invalidEmpty',
            fieldStatusCode: 524289,
          },
        ],
      },
    });
  });
});
