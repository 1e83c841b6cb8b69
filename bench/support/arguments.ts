import { parseArgs } from 'node:util';

/** Reads `--name 100` from the command line. */
export function numberArgument(name: string, otherwise: number): number {
  const { values } = parseArgs({ options: { [name]: { type: 'string' } }, strict: false });
  const value = Number(values[name] ?? otherwise);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number above 0.`);
  return value;
}
