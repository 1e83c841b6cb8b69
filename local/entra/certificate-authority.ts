import 'reflect-metadata'; // The certificate library wires itself up with it, and asks to have it loaded first.
import type { webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

const yearMs = 365 * 24 * 3_600_000;

/** Backdated by an hour: a certificate of this very second is refused where clocks are read in another order. */
const validity = () => ({
  notBefore: new Date(Date.now() - 3_600_000),
  notAfter: new Date(Date.now() + yearMs),
});

const newKeys = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

const keyPem = async (key: webcrypto.CryptoKey) =>
  PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), PemConverter.PrivateKeyTag);

/** A certificate authority of this machine alone; its certificate is what clients are told to trust. */
export interface CertificateAuthority {
  /** PEM file, for NODE_EXTRA_CA_CERTS. */
  caFile: string;
  /** Key and certificate (PEM) of a server on the loopback names. */
  issueForLocalhost(): Promise<{ key: string; cert: string }>;
}

/** Opens the authority kept in a folder, or makes one there. */
export async function openCertificateAuthority(folder: string): Promise<CertificateAuthority> {
  const caFile = join(folder, 'ca.pem');
  const keyFile = join(folder, 'ca.key.pem');
  if (!existsSync(caFile) || !existsSync(keyFile)) await createAuthority(folder, caFile, keyFile);
  const ca = new X509Certificate(readFileSync(caFile, 'utf8'));
  const signingKey = await crypto.subtle.importKey(
    'pkcs8',
    PemConverter.decodeFirst(readFileSync(keyFile, 'utf8')),
    algorithm,
    false,
    ['sign'],
  );
  return { caFile, issueForLocalhost: () => issueForLocalhost(ca, signingKey) };
}

async function createAuthority(folder: string, caFile: string, keyFile: string): Promise<void> {
  const keys = await newKeys();
  const ca = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Local Entra authority',
    ...validity(),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(keyFile, await keyPem(keys.privateKey), { mode: 0o600 });
  writeFileSync(caFile, `${ca.toString('pem')}\n`);
}

async function issueForLocalhost(
  ca: X509Certificate,
  signingKey: webcrypto.CryptoKey,
): Promise<{ key: string; cert: string }> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=localhost',
    issuer: ca.subject,
    ...validity(),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    ],
  });
  return { key: await keyPem(keys.privateKey), cert: certificate.toString('pem') };
}
