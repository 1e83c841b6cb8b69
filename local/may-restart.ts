const windowMs = 60_000;
const mostInWindow = 5;

/** Decides whether a part that ended by itself is started again, as Azure would, or is broken for good. */
export function mayRestart(lostAt: readonly number[], now: number): boolean {
  return lostAt.filter((time) => now - time < windowMs).length <= mostInWindow;
}
