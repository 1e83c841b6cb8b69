import { identityRef, identityText, isIdentity } from '../identity-ref';
import type { FieldValues } from '../work-item-change';
import type { OperationRequest } from './operation';

/** Field values as answers show them: people as objects, or as text. */
export function renderFields(
  { organization, baseUrl }: Pick<OperationRequest, 'organization' | 'baseUrl'>,
  fields: FieldValues,
  identities: 'object' | 'text' = 'object',
): FieldValues {
  const rendered: FieldValues = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!isIdentity(value)) rendered[name] = value;
    else
      rendered[name] =
        identities === 'text' ? identityText(value) : identityRef(value, baseUrl, organization.id);
  }
  return rendered;
}
