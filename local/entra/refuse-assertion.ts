import { createPublicKey, verify } from 'node:crypto';
import {
  assertionMalformed,
  assertionOutOfTime,
  assertionSignatureInvalid,
  assertionUnmatched,
  type Refusal,
} from './entra-error';
import type { FederatedCredential } from './options';

const usualAudience = 'api://AzureADTokenExchange';

interface Assertion {
  kid: string | undefined;
  issuer: string;
  subject: string;
  audience: string;
  /** In seconds since 1970. */
  notBefore: number;
  expires: number;
  signed: Buffer;
  signature: Buffer;
}

function readPart(part: string | undefined): Record<string, unknown> {
  const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const number = (value: unknown) => (typeof value === 'number' ? value : 0);

function readAssertion(token: string): Assertion | undefined {
  const [header, payload, signature] = token.split('.');
  try {
    const { alg, kid } = readPart(header);
    const { iss, sub, aud, nbf, exp } = readPart(payload);
    if (alg !== 'RS256' || signature === undefined) return undefined;
    return {
      kid: typeof kid === 'string' ? kid : undefined,
      issuer: text(iss),
      subject: text(sub),
      audience: text(Array.isArray(aud) ? aud[0] : aud),
      notBefore: number(nbf),
      expires: number(exp),
      signed: Buffer.from(token.slice(0, token.lastIndexOf('.'))),
      signature: Buffer.from(signature, 'base64url'),
    };
  } catch {
    return undefined;
  }
}

const isSigned = ({ kid, signed, signature }: Assertion, { keys }: FederatedCredential) =>
  keys
    .filter((key) => kid === undefined || key.kid === undefined || key.kid === kid)
    .some((key) => verify('RSA-SHA256', signed, createPublicKey({ key, format: 'jwk' }), signature));

/** Decides whether a token of another issuer speaks for an application; undefined if it does. */
export function refuseAssertion(
  token: string,
  credentials: readonly FederatedCredential[],
  now: Date,
): Refusal | undefined {
  const assertion = readAssertion(token);
  if (!assertion) return assertionMalformed;
  const ofIssuer = credentials.filter(({ issuer }) => issuer === assertion.issuer);
  if (ofIssuer.length === 0) return assertionUnmatched('issuer', assertion.issuer);
  const ofSubject = ofIssuer.filter(({ subject }) => subject === assertion.subject);
  if (ofSubject.length === 0) return assertionUnmatched('subject', assertion.subject);
  const credential = ofSubject.find(({ audience = usualAudience }) => audience === assertion.audience);
  if (!credential) return assertionUnmatched('audience', assertion.audience);
  if (!isSigned(assertion, credential)) return assertionSignatureInvalid;
  const seconds = now.getTime() / 1_000;
  return assertion.notBefore <= seconds && seconds < assertion.expires ? undefined : assertionOutOfTime;
}
