import { ApiError } from '../http/api-error';

/** A field that breaks a rule of its type. */
export interface RuleViolation {
  /** Reference name. */
  field: string;
  message: string;
  flags: Flag[];
}

/** Bits of FieldStatusFlags; the recorded error 4194317 is the sum of its four (facts: azure-devops.md section 3.3). */
const flagValues = {
  required: 0x1,
  readOnly: 0x2,
  hasValues: 0x4,
  limitedToValues: 0x8,
  allowsOldValue: 0x40,
  invalidType: 0x40000,
  invalidEmpty: 0x80000,
  invalidNotEmpty: 0x100000,
  invalidTooLong: 0x20000,
  invalidListValue: 0x400000,
};

export type Flag = keyof typeof flagValues;

const capitalised = (flag: string) => flag.charAt(0).toUpperCase() + flag.slice(1);

/** TF401320: the general text, with the flags spelled out. */
export const fieldRuleViolation = (field: string, fieldName: string, flags: Flag[]): RuleViolation => ({
  field,
  message: `TF401320: Rule Error for field ${fieldName}. Error code: ${flags.map(capitalised).join(', ')}.`,
  flags,
});

/** A value outside its list. A state that does not exist and one that cannot be reached read the same. */
export const notInList = (field: string, fieldName: string, value: unknown): RuleViolation => ({
  field,
  message: `The field '${fieldName}' contains the value '${String(value)}' that is not in the list of supported values`,
  flags: ['required', 'hasValues', 'limitedToValues', 'invalidListValue'],
});

export const readOnlyField = (field: string): RuleViolation => ({
  field,
  message: `TF401326: Invalid field status 'ReadOnly' for field '${field}'.`,
  flags: ['readOnly'],
});

/** All violations of one change as one answer; the first gives the message. */
export function ruleError(violations: readonly [RuleViolation, ...RuleViolation[]]): ApiError {
  const [{ message }] = violations;
  return new ApiError(400, 'RuleValidationException', message, {
    customProperties: {
      FieldReferenceName: null,
      FieldStatusFlags: 'none',
      ErrorMessage: message,
      FieldStatusCode: 0,
      RuleValidationErrors: violations.map(({ field, message: errorMessage, flags }) => ({
        fieldReferenceName: field,
        fieldStatusFlags: flags.join(', '),
        errorMessage,
        fieldStatusCode: flags.reduce((sum, flag) => sum + flagValues[flag], 0),
        ruleValidationErrors: null,
      })),
    },
  });
}
