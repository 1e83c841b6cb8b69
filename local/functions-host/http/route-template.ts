import { type RouteConstraint, routeConstraint } from './route-constraints';

export type RouteSegment =
  | { kind: 'literal'; text: string }
  | {
      kind: 'parameter';
      name: string;
      constraints: RouteConstraint[];
      /** `{id?}`: may be missing at the end of a path. */
      optional: boolean;
      /** `{id=5}`: what the value is when it is missing. */
      otherwise: string | undefined;
      /** `{*rest}`: takes all that is left of the path. */
      catchAll: boolean;
    };

const parameter = /^\{(\*{0,2})(\w+)((?::[^:?=]+)*)(\?)?(?:=([^?]*))?\}$/;

function parseSegment(text: string): RouteSegment {
  if (!/[{}]/.test(text)) return { kind: 'literal', text };
  const parts = parameter.exec(text);
  if (!parts) throw new Error(`"${text}" is neither text nor one parameter in braces.`);
  const [, stars, name = '', constraints = '', optional, otherwise] = parts;
  return {
    kind: 'parameter',
    name,
    constraints: constraints.split(':').filter(Boolean).map(routeConstraint),
    optional: optional === '?',
    otherwise,
    catchAll: stars !== '',
  };
}

/**
 * Reads a route such as `connectors/{id}/projects/{project?}`. Differs from ASP.NET Core, on which the real host is
 * built, in one point: a segment is text or one parameter, not a mixture.
 * @throws with the reason if it is no route.
 */
export function parseRoute(template: string): RouteSegment[] {
  if (template.startsWith('/') || template.startsWith('~'))
    throw new Error(`The route "${template}" must not start with a slash or a tilde.`);
  const segments = template.split('/').filter((text, index, all) => text !== '' || index < all.length - 1);
  const parsed = segments.map(parseSegment);
  const names = parsed.flatMap((segment) =>
    segment.kind === 'parameter' ? [segment.name.toLowerCase()] : [],
  );
  if (new Set(names).size < names.length) throw new Error(`The route "${template}" has a parameter twice.`);
  parsed.slice(0, -1).forEach((segment) => {
    if (segment.kind === 'parameter' && (segment.catchAll || segment.optional))
      throw new Error(`In the route "${template}" {${segment.name}} has to be the last segment.`);
  });
  return parsed;
}
