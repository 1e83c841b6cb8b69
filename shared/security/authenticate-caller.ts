import type { Role } from '../config';
import { ForbiddenError, UnauthenticatedError } from '../errors';
import { isOneOfSecrets } from './constant-time-equal';

/** Who calls the API: known by a key of a role, or by an app role in a token (identify-caller.ts). */
export interface Caller {
  role: Role;
}

/** Each role may do what those below it may; `nucleus` only posts events. */
const mayActAs: Record<Role, readonly Role[]> = {
  administrator: ['administrator', 'operator', 'reader', 'nucleus'],
  operator: ['operator', 'reader'],
  reader: ['reader'],
  nucleus: ['nucleus'],
};

/**
 * Decides who calls from the key they present.
 * @throws UnauthenticatedError no key, or one that nobody has
 */
export function authenticateCaller(
  presentedKey: string | null,
  keysByRole: { role: Role; keys: string[] }[],
): Caller {
  if (presentedKey === null || presentedKey === '') {
    throw new UnauthenticatedError('Send a key of this app in the header "x-functions-key".');
  }
  const owner = keysByRole.filter(({ keys }) => isOneOfSecrets(presentedKey, keys));
  const [first] = owner;
  if (!first)
    throw new UnauthenticatedError('The key in the header "x-functions-key" is not one of this app.');
  return { role: first.role };
}

/** @throws ForbiddenError the caller's role does not include what the route asks for */
export function requireRole(caller: Caller, needed: Role): void {
  if (!mayActAs[caller.role].includes(needed)) {
    throw new ForbiddenError(`This needs the role "${needed}"; what was sent has the role "${caller.role}".`);
  }
}
