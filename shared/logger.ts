/**
 * Structured logs: a fixed message to search for, and the data beside it. One line of JSON each, which Application
 * Insights and any collector can read. Never pass secrets, tokens, bodies or people's text.
 */
export interface Logger {
  info(message: string, data?: Record<string, unknown>): void;
  warn(message: string, data?: Record<string, unknown>): void;
  error(message: string, data?: Record<string, unknown>): void;
  /** The same log with `data` on every line, for example the ticket that is being handled. */
  with(data: Record<string, unknown>): Logger;
}

/** Where lines go: the invocation's own log methods. */
export interface LogSink {
  log(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

/** What may be said of an error in a log: never its whole self, which can hold requests and headers. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return {
    error: error.name,
    detail: error.message,
    stack: error.stack?.split('\n').slice(1, 6).join('\n'),
    ...cause,
  };
}

export function createLogger(sink: LogSink, always: Record<string, unknown> = {}): Logger {
  const line = (message: string, data?: Record<string, unknown>) =>
    JSON.stringify({ message, ...always, ...data });
  return {
    info: (message, data) => sink.log(line(message, data)),
    warn: (message, data) => sink.warn(line(message, data)),
    error: (message, data) => sink.error(line(message, data)),
    with: (data) => createLogger(sink, { ...always, ...data }),
  };
}
