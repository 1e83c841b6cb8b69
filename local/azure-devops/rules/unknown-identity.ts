import type { RuleViolation } from './rule-error';

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Somebody who is not in the organization (facts: azure-devops.md section 3.4). */
export const unknownIdentity = (field: string, fieldName: string, sent: unknown): RuleViolation => ({
  field,
  message: `The identity value '${shown(sent)}' for field '${fieldName}' is an unknown identity.`,
  flags: ['hasValues', 'limitedToValues', 'invalidListValue'],
});
