import { identityRef, identityText, isIdentity } from '../../identity-ref';
import type { FieldValues, WorkItemChange } from '../../work-item-change';
import type { EventPlace } from './event-place';
import { identityFormOf, type ResourceVersion } from './resource-version';

/** A field value as events of that version show it (facts: azure-devops.md section 6.4). */
function eventValue(value: unknown, version: ResourceVersion, place: EventPlace): unknown {
  if (!isIdentity(value)) return value;
  const text = identityText(value);
  switch (identityFormOf(version)) {
    case 'text':
      return text;
    case 'names':
      return { name: text, displayName: text, uniqueName: text };
    case 'reference':
      return identityRef(value, place.baseUrl, place.organization.id);
  }
}

/** Empty fields are left out, as everywhere in Azure DevOps. */
export function eventFields(fields: FieldValues, version: ResourceVersion, place: EventPlace): FieldValues {
  const shown = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(shown.map(([name, value]) => [name, eventValue(value, version, place)]));
}

/** A first value has no old one, a cleared one no new one (facts: section 6.2). */
export function eventChanges(
  changes: WorkItemChange['changedFields'],
  version: ResourceVersion,
  place: EventPlace,
): WorkItemChange['changedFields'] {
  const shown = (value: unknown) => value !== undefined && value !== null;
  return Object.fromEntries(
    Object.entries(changes).map(([name, { oldValue, newValue }]) => [
      name,
      {
        ...(shown(oldValue) && { oldValue: eventValue(oldValue, version, place) }),
        ...(shown(newValue) && { newValue: eventValue(newValue, version, place) }),
      },
    ]),
  );
}
