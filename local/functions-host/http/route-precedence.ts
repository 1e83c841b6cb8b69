import type { RouteSegment } from './route-template';

/** Lower is looked at first: text, then parameters with a constraint, then without, then catch-alls likewise. */
function rank(segment: RouteSegment): number {
  if (segment.kind === 'literal') return 1;
  const constrained = segment.constraints.length > 0;
  if (segment.catchAll) return constrained ? 4 : 5;
  return constrained ? 2 : 3;
}

/**
 * Orders routes so that of several that match a path the most definite one comes first, whatever the order in which the
 * app has registered them. Source: ASP.NET Core, RoutePrecedence.ComputeInbound.
 */
export function compareRoutes(a: readonly RouteSegment[], b: readonly RouteSegment[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left, right] = [a[index], b[index]];
    if (!left || !right) return left ? 1 : -1;
    const difference = rank(left) - rank(right);
    if (difference !== 0) return difference;
  }
  return 0;
}
