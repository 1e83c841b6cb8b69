import type { RegisteredFunction } from '../worker/function-app';
import { compareRoutes } from './route-precedence';
import { matchRoute } from './match-route';
import { parseRoute, type RouteSegment } from './route-template';
import { type AuthLevel, authLevels } from './authorize';

/** A function with an HTTP trigger, ready to be matched. */
export interface HttpFunction {
  fn: RegisteredFunction;
  /** With the prefix of host.json, for people: `api/tickets/{id}`. */
  route: string;
  segments: RouteSegment[];
  /** In capitals. */
  methods: string[];
  authLevel: AuthLevel;
}

export const isHttpFunction = ({ trigger }: RegisteredFunction) =>
  trigger.type.toLowerCase() === 'httptrigger';

/** Reads the options of an HTTP trigger. Without a route a function answers at its name. */
export function toHttpFunction(fn: RegisteredFunction, routePrefix: string): HttpFunction {
  const { route: ownRoute, methods, authLevel } = fn.trigger;
  const route = [routePrefix, typeof ownRoute === 'string' ? ownRoute : fn.name].filter(Boolean).join('/');
  const wanted = typeof authLevel === 'string' ? authLevel.toLowerCase() : 'anonymous';
  const level = authLevels.find((known) => known === wanted);
  if (!level) throw new Error(`The function "${fn.name}" has the unknown authLevel "${wanted}".`);
  return {
    fn,
    route,
    segments: parseRoute(route),
    methods: Array.isArray(methods) ? methods.map((method) => String(method).toUpperCase()) : [],
    authLevel: level,
  };
}

/** In the order in which they have to be tried. */
export const sortByPrecedence = (functions: readonly HttpFunction[]): HttpFunction[] =>
  [...functions].sort((a, b) => compareRoutes(a.segments, b.segments));

/** The function that answers, and its route parameters. A wrong method is no match, so the real host says 404 to it. */
export function findHttpFunction(
  sorted: readonly HttpFunction[],
  method: string,
  path: readonly string[],
): { found: HttpFunction; params: Record<string, string> } | undefined {
  for (const found of sorted) {
    if (!found.methods.includes(method)) continue;
    const params = matchRoute(found.segments, path);
    if (params) return { found, params };
  }
  return undefined;
}
