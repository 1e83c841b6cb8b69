import type { RefusedField } from '../errors';
import { shownText, type ErrorEnvelope } from './error-envelope';
import { listAt, textAt } from './json-values';

/**
 * Which fields a rule error is about. The list has camelCase keys inside a PascalCase one (facts: azure-devops.md
 * section 3.3); older errors name the field in the text only (TF401320, section 3.4).
 */
export function refusedFields({ customProperties, message }: ErrorEnvelope): RefusedField[] {
  const listed = listAt(customProperties, 'RuleValidationErrors').map((fault) => ({
    referenceName: textAt(fault, 'fieldReferenceName') ?? '',
    message: shownText(textAt(fault, 'errorMessage') ?? message),
  }));
  if (listed.length > 0) return listed;
  const named =
    textAt(customProperties, 'FieldReferenceName') ??
    /Rule Error for field (.+?)\. Error code/i.exec(message)?.[1];
  return [{ referenceName: named ?? '', message: shownText(message) }];
}
