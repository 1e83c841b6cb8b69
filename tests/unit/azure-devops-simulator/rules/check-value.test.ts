import { findField } from '../../../../local/azure-devops/processes/field-catalogue';
import { checkValue } from '../../../../local/azure-devops/rules/check-value';

const check = (name: string, sent: unknown, values?: string[], format?: 'html' | 'markdown') =>
  checkValue(findField(name)!, values && { values }, sent, format);

describe('values of fields', () => {
  it.each([
    ['Microsoft.VSTS.Common.Priority', '2', 2],
    ['Microsoft.VSTS.Scheduling.Effort', '2.5', 2.5],
    ['Microsoft.VSTS.Scheduling.DueDate', '2026-05-01', '2026-05-01T00:00:00Z'],
    ['System.Title', 12, '12'],
    ['System.Title', '', undefined],
    ['System.Title', null, undefined],
  ])('%s: %p is stored as %p', (name, sent, value) => {
    expect(check(name, sent)).toEqual({ ok: true, value });
  });

  it.each([
    [
      'Microsoft.VSTS.Common.Priority',
      'high',
      'TF401320: Rule Error for field Priority. Error code: InvalidType.',
    ],
    [
      'Microsoft.VSTS.Scheduling.DueDate',
      'soon',
      'TF401320: Rule Error for field Due Date. Error code: InvalidType.',
    ],
    ['System.Title', { a: 1 }, 'TF401320: Rule Error for field Title. Error code: InvalidType.'],
    ['System.Title', 'x'.repeat(256), 'TF401320: Rule Error for field Title. Error code: InvalidTooLong.'],
  ])('%s refuses %p', (name, sent, message) => {
    expect(check(name, sent)).toMatchObject({ ok: false, violation: { field: name, message } });
  });

  it('keeps to the list, in the casing of the list', () => {
    const values = ['1 - Critical', '2 - High'];
    expect(check('Microsoft.VSTS.Common.Severity', '2 - HIGH', values)).toEqual({
      ok: true,
      value: '2 - High',
    });
    expect(check('Microsoft.VSTS.Common.Severity', 'Bad', values)).toMatchObject({
      ok: false,
      violation: {
        message: "The field 'Severity' contains the value 'Bad' that is not in the list of supported values",
      },
    });
  });

  it('stores HTML without what may harm, and Markdown as it is', () => {
    const text = '<p onclick="x()">Hi</p><script>bad()</script><a href="javascript:x()">go</a>';
    expect(check('System.Description', text)).toEqual({ ok: true, value: '<p>Hi</p><a>go</a>' });
    expect(check('System.Description', '# Hi <there>', undefined, 'markdown')).toEqual({
      ok: true,
      value: '# Hi <there>',
    });
  });
});
