import type { Role } from '../config';
import { ForbiddenError } from '../errors';
import { authenticateCaller, type Caller } from './authenticate-caller';
import { roleOfPrincipal } from './role-of-principal';

/** What a request says about who sent it. */
export interface PresentedIdentity {
  key: string | null;
  /** The header `x-ms-client-principal`. */
  principal: string | null;
}

/** Whom the app may believe. */
export interface Trust {
  apiKeys: { role: Role; keys: string[] }[];
  /** App Service has checked a token before the request came here, and took out what the sender said of itself. */
  easyAuth: boolean;
}

/**
 * Decides who calls: by the key that was sent, else by the app role in a token that App Service has checked. A key that
 * is wrong stays wrong, whatever else was sent. For events App Service asks for no token (excluded paths of
 * infra/modules/authentication.bicep), so that a principal there could be anybody's word: only the key counts.
 * @throws UnauthenticatedError nobody that is known · ForbiddenError a token without a role of this app
 */
export function identifyCaller({ key, principal }: PresentedIdentity, needed: Role, trust: Trust): Caller {
  const isVouchedFor = trust.easyAuth && needed !== 'nucleus';
  if (key !== null || principal === null || !isVouchedFor) return authenticateCaller(key, trust.apiKeys);
  const role = roleOfPrincipal(principal);
  if (role) return { role };
  throw new ForbiddenError(
    'The token has no role of this app. An administrator of Entra assigns "reader", "operator" or "administrator".',
  );
}
