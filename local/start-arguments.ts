import { parseArgs } from 'node:util';

export const defaultPort = 7071;

export const usage = `Usage: npm start -- [--port N] [--demo]

  --port N   where the API listens (${defaultPort} if not given); every other part takes a free port
  --demo     play the whole story against the running system, then end: code 0 if every step held
  --help     show this`;

export type StartArguments =
  { kind: 'run'; port: number; demo: boolean } | { kind: 'help' } | { kind: 'mistake'; message: string };

/** Reads what stands behind `npm start --`. */
export function readStartArguments(args: readonly string[]): StartArguments {
  let values: { port?: string; demo?: boolean; help?: boolean };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        demo: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    return { kind: 'mistake', message: error instanceof Error ? error.message : String(error) };
  }
  if (values.help === true) return { kind: 'help' };
  const { port = String(defaultPort), demo = false } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    return { kind: 'mistake', message: `--port takes a number from 1 to 65535, not "${port}".` };
  }
  return { kind: 'run', port: Number(port), demo };
}
