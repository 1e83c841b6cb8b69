import { randomBytes } from 'node:crypto';
import { type Static, Type } from '@sinclair/typebox';
import { webhookUserName } from './webhook-names';
import { isOneOfSecrets } from '../security/constant-time-equal';

/** What a delivery has to present, both of it: the password of Basic credentials, and a header of its own. */
const pairSchema = Type.Object({ password: Type.String(), headerSecret: Type.String() });

/** The credentials of a connector's service hooks, as the secret store keeps them. */
export const webhookCredentialsSchema = Type.Object({
  current: pairSchema,
  /** Those before the last rotation; good until `previousUntil`, or while the rotation is under way. */
  previous: Type.Optional(pairSchema),
  previousUntil: Type.Optional(Type.String()),
  /** Some subscriptions may still present the previous credentials: the rotation has to be carried on. */
  rotating: Type.Optional(Type.Boolean()),
  rotatedAt: Type.Optional(Type.String()),
});

export type CredentialPair = Static<typeof pairSchema>;
export type WebhookCredentials = Static<typeof webhookCredentialsSchema>;

/** What a delivery presents, as its headers say. */
export interface PresentedCredentials {
  authorization: string | undefined;
  headerSecret: string | undefined;
}

/** Deliveries that are under way when a rotation ends still carry the old credentials. */
export const previousValidMs = 60 * 60_000;

const newSecret = () => randomBytes(32).toString('base64url');

export const newPair = (): CredentialPair => ({ password: newSecret(), headerSecret: newSecret() });

function passwordOf(authorization: string | undefined): string | undefined {
  const [scheme, encoded] = authorization?.split(' ') ?? [];
  if (scheme?.toLowerCase() !== 'basic' || encoded === undefined) return undefined;
  const [user, ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return user === webhookUserName ? password.join(':') : undefined;
}

const isPreviousGood = ({ rotating, previousUntil }: WebhookCredentials, now: Date): boolean =>
  rotating === true || (previousUntil !== undefined && Date.parse(previousUntil) > now.getTime());

/** Decides whether a delivery presents the credentials; in constant time, and whole pairs only. */
export function presentsCredentials(
  { authorization, headerSecret }: PresentedCredentials,
  credentials: WebhookCredentials,
  now: Date,
): boolean {
  const password = passwordOf(authorization);
  if (password === undefined || headerSecret === undefined) return false;
  const { current, previous } = credentials;
  const good = previous && isPreviousGood(credentials, now) ? [current, previous] : [current];
  const presented = JSON.stringify([password, headerSecret]);
  return isOneOfSecrets(
    presented,
    good.map((pair) => JSON.stringify([pair.password, pair.headerSecret])),
  );
}

/** Begins a rotation, or goes on with one that was cut off: its new credentials may be in some subscriptions already. */
export function beginRotation(credentials: WebhookCredentials, pair: CredentialPair): WebhookCredentials {
  if (credentials.rotating === true) return credentials;
  return { current: pair, previous: credentials.current, rotating: true };
}

/** Ends a rotation: every subscription presents the new credentials. */
export function endRotation({ current, previous }: WebhookCredentials, now: Date): WebhookCredentials {
  const previousUntil = new Date(now.getTime() + previousValidMs).toISOString();
  return { current, ...(previous ? { previous, previousUntil } : {}), rotatedAt: now.toISOString() };
}
