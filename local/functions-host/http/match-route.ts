import type { RouteSegment } from './route-template';

type RouteParams = Record<string, string>;
type Parameter = Extract<RouteSegment, { kind: 'parameter' }>;

const fits = ({ constraints }: Parameter, value: string) =>
  constraints.every((constraint) => constraint(value));

/** The value of a parameter for which the path has nothing left; undefined if the route does not match then. */
function missing(segment: Parameter): RouteParams | undefined {
  if (segment.otherwise !== undefined) return { [segment.name]: segment.otherwise };
  return segment.optional || segment.catchAll ? {} : undefined;
}

/**
 * The parameters of a path under a route, or undefined if it does not match. Text is compared without regard to case.
 * @param path decoded segments
 */
export function matchRoute(route: readonly RouteSegment[], path: readonly string[]): RouteParams | undefined {
  const params: RouteParams = {};
  for (const [index, segment] of route.entries()) {
    const value = path[index];
    if (segment.kind === 'literal') {
      if (value?.toLowerCase() !== segment.text.toLowerCase()) return undefined;
    } else if (value === undefined) {
      const instead = missing(segment);
      if (!instead) return undefined;
      Object.assign(params, instead);
    } else {
      const taken = segment.catchAll ? path.slice(index).join('/') : value;
      if (taken === '' || !fits(segment, taken)) return undefined;
      params[segment.name] = taken;
      if (segment.catchAll) return params;
    }
  }
  return path.length <= route.length ? params : undefined;
}
