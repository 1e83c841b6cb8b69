import { randomUUID } from 'node:crypto';

const wellFormed = /^[\w.:-]{1,128}$/;

/** The caller's own id where it is harmless to repeat in headers and logs, else a new one. */
export function correlationIdFor(presented: string | null): string {
  return presented !== null && wellFormed.test(presented) ? presented : randomUUID();
}
