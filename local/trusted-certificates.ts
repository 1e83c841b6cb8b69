import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes one file with all certificates to trust, because NODE_EXTRA_CA_CERTS names only one: the authority's own, and
 * whatever the environment already asks to trust (the proxy of a company, as a rule).
 */
export function writeTrustedCertificates(
  file: string,
  caFile: string,
  alreadyTrusted: string | undefined,
): void {
  const files = alreadyTrusted === undefined || alreadyTrusted === '' ? [caFile] : [caFile, alreadyTrusted];
  writeFileSync(file, files.map((one) => readFileSync(one, 'utf8').trimEnd()).join('\n') + '\n');
}
