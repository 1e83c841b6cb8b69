import { readFileSync } from 'node:fs';
import type { Stack } from '../../local/stack';

/** A line that the app has logged: its fixed message, and the data beside it. */
export interface AppLine {
  message: string;
  function?: string;
  traceId?: string;
  [detail: string]: unknown;
}

/** What the app of a stack has logged so far, as Application Insights would get it. */
export function appLines(stack: Stack): AppLine[] {
  return readFileSync(stack.host.logFile, 'utf8')
    .split('\n')
    .flatMap((line) =>
      line.startsWith('{') ? [JSON.parse(line) as { category?: string; message: string }] : [],
    )
    .filter(({ category }) => category === 'user')
    .map(({ message }) => JSON.parse(message) as AppLine);
}
