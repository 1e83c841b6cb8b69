/** Says whether a route parameter's value fits. */
export type RouteConstraint = (value: string) => boolean;

const matches = (pattern: RegExp) => () => (value: string) => pattern.test(value);
const inRange = (lowest: number, highest: number) => (value: string) =>
  /^-?\d+$/.test(value) && Number(value) >= lowest && Number(value) <= highest;
const ofLength = (shortest: number, longest: number) => (value: string) =>
  value.length >= shortest && value.length <= longest;

/** By name; the arguments are those in parentheses, as in `{id:length(3,5)}`. */
const constraints: Record<string, (...args: number[]) => RouteConstraint> = {
  alpha: matches(/^[a-z]*$/i),
  bool: matches(/^(true|false)$/i),
  guid: matches(/^[{(]?[\da-f]{8}-?([\da-f]{4}-?){3}[\da-f]{12}[})]?$/i),
  decimal: matches(/^-?\d+(\.\d+)?$/),
  double: matches(/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i),
  float: matches(/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i),
  int: () => inRange(-(2 ** 31), 2 ** 31 - 1),
  long: () => inRange(-(2 ** 63), 2 ** 63),
  length: (shortest = 0, longest = shortest) => ofLength(shortest, longest),
  max: (highest = 0) => inRange(-Infinity, highest),
  maxlength: (longest = 0) => ofLength(0, longest),
  min: (lowest = 0) => inRange(lowest, Infinity),
  minlength: (shortest = 0) => ofLength(shortest, Infinity),
  range: (lowest = 0, highest = 0) => inRange(lowest, highest),
  required: () => (value) => value !== '',
};

/**
 * The check that a constraint such as `int` or `length(3,5)` asks for. The names are ASP.NET Core's, on whose routing
 * the real host is built (`regex` and dates are left out).
 * @throws on a name that is not known, as the real host does when it starts.
 */
export function routeConstraint(text: string): RouteConstraint {
  const [, name = '', args] = /^(\w+)(?:\(([\d,\s-]*)\))?$/.exec(text) ?? [];
  const constraint = Object.hasOwn(constraints, name) ? constraints[name] : undefined;
  if (!constraint) throw new Error(`The route constraint "${text}" is not known.`);
  return constraint(...(args ?? '').split(',').filter(Boolean).map(Number));
}
