import type { LogLevel } from './worker/functions-core';

/** What a line may say beside its message. Never bodies, headers, queries or keys: routes and ids are enough. */
export interface LogDetails {
  function?: string;
  invocationId?: string;
  [detail: string]: unknown;
}

/** Writes a line of JSON to stdout; whoever started the host keeps it. */
export function log(level: LogLevel, message: string, details: LogDetails = {}): void {
  if (level === 'none') return;
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...details })}\n`);
}

/** An error in a log line, with its stack and causes. */
export function errorDetails(error: unknown): { error: string } {
  if (!(error instanceof Error)) return { error: String(error) };
  const cause = error.cause === undefined ? '' : `\nCaused by: ${errorDetails(error.cause).error}`;
  return { error: `${error.stack ?? `${error.name}: ${error.message}`}${cause}` };
}
