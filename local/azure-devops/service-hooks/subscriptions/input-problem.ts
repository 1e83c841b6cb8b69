import type { InputDescriptor } from '../catalogue/input-descriptor';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is wrong with the value of an input, or undefined. An empty value is none. */
export function inputProblem(
  { id, name, validation, values }: InputDescriptor,
  value: string,
): string | undefined {
  const { dataType, isRequired, minLength = 0, maxLength = Infinity, pattern } = validation;
  if (value === '') return isRequired ? `The input '${id}' (${name}) is required.` : undefined;
  const wrong = (why: string) => `Invalid value for the input '${id}' (${name}): ${why}`;
  if (dataType === 'guid' && !guid.test(value)) return wrong('it must be a GUID.');
  if (dataType === 'boolean' && !/^(true|false)$/i.test(value)) return wrong('it must be true or false.');
  if (dataType === 'uri' && !URL.canParse(value)) return wrong('it must be an absolute URI.');
  if (value.length < minLength || value.length > maxLength)
    return wrong(`it must have ${minLength} to ${maxLength} characters.`);
  if (pattern !== undefined && !new RegExp(pattern).test(value)) return wrong('it has forbidden characters.');
  if (values?.isLimitedToPossibleValues && !values.possibleValues.some((one) => one.value === value))
    return wrong(`it must be one of ${values.possibleValues.map((one) => `'${one.value}'`).join(', ')}.`);
  return undefined;
}
