import type { Fault } from '../../../local/azure-devops/control/faults';

export type OperationName = 'create' | 'update' | 'comment' | 'close';

/** One way in which ADO goes wrong. */
export interface Knob {
  name: string;
  fault: Omit<Fault, 'match' | 'every'>;
  /** Where it can happen; everywhere if undefined. */
  only?: readonly OperationName[];
  /** Nobody knows whether something was created, and it was not: the claim has to run out before it is tried again. */
  leavesInDoubt?: boolean;
}

/** Every tenth request goes wrong. */
export const strikesEvery = 10;

export const knobs: readonly Knob[] = [
  { name: '503', fault: { kind: 'status', status: 503 }, leavesInDoubt: true },
  { name: '503 with Retry-After', fault: { kind: 'status', status: 503, retryAfterSeconds: 1 } },
  { name: '429 with Retry-After', fault: { kind: 'status', status: 429, retryAfterSeconds: 1 } },
  { name: 'Retry-After on 200', fault: { kind: 'retry-after', retryAfterSeconds: 1 } },
  { name: 'reply lost after the write', fault: { kind: 'reply-lost' } },
  { name: 'connection broken before it', fault: { kind: 'reply-lost', when: 'before' }, leavesInDoubt: true },
  { name: 'answer cut off', fault: { kind: 'truncated' } },
  { name: '203 sign-in page', fault: { kind: 'sign-in-page' } },
  { name: '502 page of a proxy', fault: { kind: 'html', status: 502 }, leavesInDoubt: true },
  { name: '412 somebody was faster', fault: { kind: 'conflict' }, only: ['update', 'close'] },
  { name: '503 TF24668 stopped', fault: { kind: 'stopped' } },
];
