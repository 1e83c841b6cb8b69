import { fieldText, fieldValue } from '../../../shared/rules/field-value';

const fields = {
  finding_severity: 'High',
  asset_info: { cxsast: { branch: 'main' }, 'tenable.uuid': 'u-1', empty: '' },
  'servicenow.active': 'true',
  asset_groups: ['/pay'],
  due_date: '',
  asset_id: 9001,
};

describe('fieldValue', () => {
  it.each([
    ['finding_severity', 'High'],
    ['asset_info.cxsast.branch', 'main'],
    ['asset_info.tenable.uuid', 'u-1'],
    ['servicenow.active', 'true'],
    ['asset_groups', ['/pay']],
    ['Finding_Severity', undefined],
    ['asset_info.cxsast.tag', undefined],
    ['asset_groups.0', undefined],
    ['finding_severity.length', undefined],
    ['toString', undefined],
    ['__proto__', undefined],
    ['asset_info.constructor', undefined],
    ['', undefined],
    ['.', undefined],
  ])('%s is %j', (name, expected) => expect(fieldValue(fields, name)).toEqual(expected));
});

describe('fieldText', () => {
  it.each([
    ['asset_id', '9001'],
    ['due_date', undefined],
    ['asset_info.empty', undefined],
    ['asset_groups', undefined],
  ])('%s is %j', (name, expected) => expect(fieldText(fields, name)).toBe(expected));
});
