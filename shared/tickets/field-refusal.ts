import type { TypeField } from '../azure-devops/client';
import type { RefusedField } from '../azure-devops/errors';
import { UnprocessableError } from '../errors';
import { fieldPointer } from './field-pointer';

/** A list of values in an answer; longer ones are asked for with `GET …/work-item-types/{type}/fields`. */
const mostValues = 100;

/**
 * Says which fields are refused, each with its place, its name on the form and the values that it allows.
 * @param known the fields as the type uses them; empty if they could not be read
 */
export function fieldRefusal(
  what: string,
  refused: readonly RefusedField[],
  known: readonly TypeField[],
): UnprocessableError {
  const fields = refused.map(({ referenceName, message, allowedValues }) => {
    const use = known.find((field) => field.referenceName.toLowerCase() === referenceName.toLowerCase());
    const values = (allowedValues ?? use?.allowedValues ?? []).slice(0, mostValues);
    return {
      referenceName,
      name: use?.name ?? referenceName,
      message,
      ...(values.length === 0 ? {} : { allowedValues: values }),
    };
  });
  const names = fields.map(({ name }) => name).filter((name) => name !== '');
  return new UnprocessableError(
    'work-item-rule-violated',
    `${what} ${names.length === 0 ? '' : `It is about ${names.join(', ')}. `}"fields" tells for each what is wrong and what it allows.`,
    {
      errors: fields
        .filter(({ referenceName }) => referenceName !== '')
        .map(({ referenceName, message, allowedValues }) => ({
          pointer: fieldPointer(referenceName),
          message: allowedValues ? `${message} Allowed: ${allowedValues.map(String).join(', ')}.` : message,
        })),
      extensions: { fields },
    },
  );
}
