import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Signs tokens with RS256 (RFC 7518) and publishes the key that verifies them (RFC 7517). */
export interface TokenSigner {
  sign(claims: Record<string, unknown>): string;
  keySet: { keys: JsonWebKey[] };
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Opens the signing key kept in a folder, or makes one there: tokens stay good when the authority starts again. */
export function openTokenSigner(folder: string): TokenSigner {
  const file = join(folder, 'signing.key.pem');
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
  return tokenSigner(createPrivateKey(readFileSync(file, 'utf8')));
}

export function tokenSigner(privateKey: KeyObject): TokenSigner {
  const publicKey = createPublicKey(privateKey);
  const kid = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64url');
  return {
    sign: (claims) => {
      const unsigned = `${base64url({ typ: 'JWT', alg: 'RS256', kid })}.${base64url(claims)}`;
      return `${unsigned}.${sign('RSA-SHA256', Buffer.from(unsigned), privateKey).toString('base64url')}`;
    },
    keySet: { keys: [{ ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid }] },
  };
}
