import { fieldRefusal } from '../../../shared/tickets/field-refusal';

const severity = {
  referenceName: 'Microsoft.VSTS.Common.Severity',
  name: 'Severity',
  alwaysRequired: false,
  allowedValues: ['1 - Critical', '2 - High'],
};

describe('fieldRefusal', () => {
  it('tells place, name and allowed values of each field', () => {
    const error = fieldRefusal(
      'Refused.',
      [{ referenceName: severity.referenceName, message: 'Wrong.' }],
      [severity],
    );
    expect(error.message).toBe(
      'Refused. It is about Severity. "fields" tells for each what is wrong and what it allows.',
    );
    expect(error.details).toMatchObject({
      status: 422,
      code: 'work-item-rule-violated',
      errors: [
        {
          pointer: '/fields/Microsoft.VSTS.Common.Severity',
          message: 'Wrong. Allowed: 1 - Critical, 2 - High.',
        },
      ],
      extensions: { fields: [{ name: 'Severity', allowedValues: severity.allowedValues }] },
    });
  });

  it('does without what is not known', () => {
    const { message, details } = fieldRefusal('Refused.', [{ referenceName: '', message: 'Wrong.' }], []);
    expect(message).toBe('Refused. "fields" tells for each what is wrong and what it allows.');
    expect(details.errors).toEqual([]);
    expect(details.extensions).toEqual({ fields: [{ referenceName: '', name: '', message: 'Wrong.' }] });
  });

  it('cuts long lists', () => {
    const allowedValues = Array.from({ length: 500 }, (_, number) => number);
    const { details } = fieldRefusal('No.', [{ referenceName: 'A.B', message: 'Wrong.', allowedValues }], []);
    expect(details.extensions).toMatchObject({ fields: [{ allowedValues: allowedValues.slice(0, 100) }] });
  });
});
