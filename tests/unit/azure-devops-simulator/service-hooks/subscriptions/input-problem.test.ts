import { choice, input } from '../../../../../local/azure-devops/service-hooks/catalogue/input-descriptor';
import { inputProblem } from '../../../../../local/azure-devops/service-hooks/subscriptions/input-problem';

const text = (validation: object) =>
  input('it', 'It', '', { inputMode: 'textBox', validation: { dataType: 'string', ...validation } });
const typed = (dataType: 'guid' | 'uri' | 'boolean') =>
  input('it', 'It', '', { inputMode: 'none', validation: { dataType } });
const level = choice('it', 'It', '', [
  { value: '', displayValue: 'All' },
  { value: 'none', displayValue: 'None' },
]);

describe('inputProblem', () => {
  it.each([
    ['an optional input left out', text({ minLength: 3 }), ''],
    ['a text of allowed length', text({ minLength: 1, maxLength: 2 }), 'ab'],
    ['a text of the pattern', text({ pattern: String.raw`^[\S]+$` }), 'abc'],
    ['a GUID in capitals', typed('guid'), '5A0C2C1E-0003-6000-A000-000000000003'],
    ['an absolute URI', typed('uri'), 'https://connector.example/hooks'],
    ['a truth value', typed('boolean'), 'True'],
    ['a possible value', level, 'none'],
  ])('accepts %s', (_, descriptor, value) => {
    expect(inputProblem(descriptor, value)).toBeUndefined();
  });

  it.each([
    ['a required input left out', text({ isRequired: true }), '', /required/],
    ['a text too short', text({ minLength: 2 }), 'a', /2 to/],
    ['a text too long', text({ maxLength: 2 }), 'abc', /to 2/],
    ['a text against the pattern', text({ pattern: String.raw`^[\S]+$` }), 'a b', /forbidden/],
    ['a name for a GUID', typed('guid'), 'Payments', /GUID/],
    ['a relative URI', typed('uri'), '/hooks', /URI/],
    ['a word for a truth value', typed('boolean'), 'yes', /true or false/],
    ['an unknown choice', level, 'some', /one of '', 'none'/],
  ])('refuses %s', (_, descriptor, value, why) => {
    expect(inputProblem(descriptor, value)).toMatch(why);
  });
});
