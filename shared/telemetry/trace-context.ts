import { randomBytes } from 'node:crypto';

/** Where a piece of work stands in its trace (W3C Trace Context, section 3.2). */
export interface TraceContext {
  /** 32 hexadecimal digits, the same from the first event to the last write. */
  traceId: string;
  /** 16 hexadecimal digits: the span that asked for this work. */
  parentId: string;
  /** Two hexadecimal digits; the last bit says that the trace is recorded. */
  flags: string;
}

const wellFormed = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const onlyZeros = /^0+$/;

/**
 * Reads a `traceparent`. Later versions of the format may say more at the end, which is left out.
 * @returns undefined for anything that the standard calls invalid: it then counts as absent
 */
export function readTraceParent(value: unknown): TraceContext | undefined {
  const [, version = '', traceId = '', parentId = '', flags = '', more] =
    (typeof value === 'string' ? wellFormed.exec(value.trim()) : null) ?? [];
  const isInvalid = version === '' || version === 'ff' || onlyZeros.test(traceId) || onlyZeros.test(parentId);
  if (isInvalid || (version === '00' && more !== undefined)) return undefined;
  return { traceId, parentId, flags };
}

export const traceParentOf = ({ traceId, parentId, flags }: TraceContext): string =>
  `00-${traceId}-${parentId}-${flags}`;

export const newTrace = (): TraceContext => ({
  traceId: randomBytes(16).toString('hex'),
  parentId: randomBytes(8).toString('hex'),
  flags: '00',
});
