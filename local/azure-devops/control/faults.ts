/** What goes wrong. */
export type FaultKind =
  'status' | 'reply-lost' | 'sign-in-page' | 'truncated' | 'retry-after' | 'html' | 'stopped' | 'conflict';

/** A fault on demand, as `PUT /_simulator/faults` takes it. */
export interface Fault {
  /** Nothing given matches every request of the REST API. */
  match?: {
    method?: string;
    /** Part of the route as it is counted, e.g. `wit/workitems/{id}`; case does not matter. */
    route?: string;
  };
  kind: FaultKind;
  /** For `status`; 503 if undefined. */
  status?: number;
  retryAfterSeconds?: number;
  /** Whether the work is done first. `before` if undefined, except for what has no meaning without it. */
  when?: 'before' | 'after';
  /** Strikes the n-th, 2n-th, … matching request; each if undefined. */
  every?: number;
  /** Ends after so many strikes. */
  times?: number;
  /** 0 to 1; the same seed gives the same strikes. */
  probability?: number;
  seed?: number;
}

/** mulberry32: a small generator whose sequence its seed alone decides. */
function randomSequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function matches({ match = {} }: Fault, method: string, route: string): boolean {
  const { method: wantedMethod, route: wantedRoute } = match;
  if (wantedMethod !== undefined && wantedMethod.toUpperCase() !== method) return false;
  return wantedRoute === undefined || route.toLowerCase().includes(wantedRoute.toLowerCase());
}

interface Armed {
  fault: Fault;
  seen: number;
  struck: number;
  random: () => number;
}

/** Decides which request a fault strikes: by counting and by a seeded sequence, so the same run fails the same way. */
export class FaultPlan {
  private armed: Armed[] = [];

  set(faults: readonly Fault[]): void {
    this.armed = faults.map((fault) => ({
      fault,
      seen: 0,
      struck: 0,
      random: randomSequence(fault.seed ?? 1),
    }));
  }

  report() {
    return this.armed.map(({ fault, seen, struck }) => ({ ...fault, seen, struck }));
  }

  /** The fault that strikes this request; the first that matches counts. */
  next(method: string, route: string): Fault | undefined {
    for (const entry of this.armed) {
      const { fault, random } = entry;
      if (!matches(fault, method, route)) continue;
      entry.seen += 1;
      const turn = fault.every === undefined || entry.seen % fault.every === 0;
      const chance = fault.probability === undefined || random() < fault.probability;
      if (!turn || !chance || entry.struck >= (fault.times ?? Infinity)) continue;
      entry.struck += 1;
      return fault;
    }
    return undefined;
  }
}

/** Whether the work is done before the fault strikes. */
export const strikesAfter = ({ kind, when }: Fault): boolean =>
  when === undefined
    ? kind === 'reply-lost' || kind === 'truncated' || kind === 'retry-after'
    : when === 'after';
