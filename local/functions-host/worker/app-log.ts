import { log, type LogDetails } from '../log';
import type { FunctionApp } from './function-app';
import type { LogCategory, LogLevel } from './functions-core';

/** The least that is written; `debug` and `trace` are for whoever works on the worker or the library. */
const written: readonly LogLevel[] = ['information', 'warning', 'error', 'critical'];

/** Writes what the app or its library logs. `log` hooks see the app's own lines first and may change them. */
export function writeAppLog(
  app: FunctionApp,
  level: LogLevel,
  category: LogCategory,
  message: string,
  details: LogDetails = {},
): void {
  const line = { level, message };
  if (category === 'user') {
    const context = Object.assign(line, { category, hookData: {}, appHookData: app.appHookData });
    for (const hook of app.hooksOf('log')) void hook(context);
  }
  if (written.includes(line.level)) log(line.level, line.message, { ...details, category });
}
