import { severities } from '../nucleus/severity';

/** Defender says Low, Medium or High, newer scanners Critical as well, and "None" or "Unknown" where they cannot tell. */
export function defenderSeverity(...candidates: (string | undefined)[]): string | undefined {
  for (const candidate of candidates) {
    const word = candidate?.trim().toLowerCase() ?? '';
    const known = severities.find((severity) => severity.toLowerCase() === word);
    if (known !== undefined) return known;
    if (word === 'info' || word === 'none') return 'Informational';
  }
  return undefined;
}
