import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTokenSigner, tokenSigner } from '../../../local/entra/token-signer';

const folders: string[] = [];

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

const decoded = (part: string | undefined): unknown =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString());

describe('tokenSigner', () => {
  const signer = tokenSigner(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);

  it('signs what its published key verifies', () => {
    const [header, claims, signature] = signer.sign({ sub: 'someone' }).split('.');
    const key = createPublicKey({ key: signer.keySet.keys[0]!, format: 'jwk' });
    const signed = Buffer.from(`${header}.${claims}`);
    expect(verify('RSA-SHA256', signed, key, Buffer.from(signature!, 'base64url'))).toBe(true);
    expect(decoded(header)).toEqual({ typ: 'JWT', alg: 'RS256', kid: signer.keySet.keys[0]!.kid });
    expect(decoded(claims)).toEqual({ sub: 'someone' });
  });

  it('publishes nothing of the private key', () => {
    expect(Object.keys(signer.keySet.keys[0]!).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });
});

describe('openTokenSigner', () => {
  it('keeps its key, so that tokens stay good when the authority starts again', () => {
    const folder = mkdtempSync(join(tmpdir(), 'signer-'));
    folders.push(folder);
    expect(openTokenSigner(folder).keySet).toEqual(openTokenSigner(folder).keySet);
  });
});
