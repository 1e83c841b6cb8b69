import type { ApiRoute } from './route';

/** A path of the REST API, taken apart. */
export interface ApiPath {
  /** As written, case unknown. */
  organization: string;
  project?: string;
  team?: string;
  /** What follows `_apis`, decoded. */
  segments: string[];
}

export interface RouteMatch<Organization> {
  route: ApiRoute<Organization>;
  params: Record<string, string>;
}

type Scope = 'none' | 'optional' | 'required';
interface Segment {
  literal: string;
  parameter?: string;
}
interface CompiledRoute<Organization> {
  route: ApiRoute<Organization>;
  scope: Scope;
  segments: Segment[];
  /** Name of the parameter that takes the rest of the path. */
  rest?: string;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Takes `/{org}[/{project}[/{team}]]/_apis/…` apart; undefined for other paths. */
export function readApiPath(pathname: string): ApiPath | undefined {
  const segments = pathname.split('/').filter(Boolean).map(decode);
  const at = segments.findIndex((segment) => segment.toLowerCase() === '_apis');
  const [organization, project, team] = segments;
  if (organization === undefined || at < 1 || at > 3) return undefined;
  return {
    organization,
    ...(at > 1 && project !== undefined && { project }),
    ...(at > 2 && team !== undefined && { team }),
    segments: segments.slice(at + 1),
  };
}

function compileSegment(text: string): Segment {
  const start = text.indexOf('{');
  if (start < 0) return { literal: text.toLowerCase() };
  return { literal: text.slice(0, start).toLowerCase(), parameter: text.slice(start + 1, -1) };
}

function compile<Organization>(route: ApiRoute<Organization>): CompiledRoute<Organization> {
  const [before = '', after = ''] = route.path.split('_apis/');
  const scope = before === '' ? 'none' : before.startsWith('[') ? 'optional' : 'required';
  const parts = after.split('/').filter(Boolean);
  const rest = /^\{\*(\w+)\}$/.exec(parts.at(-1) ?? '')?.[1];
  const segments = (rest === undefined ? parts : parts.slice(0, -1)).map(compileSegment);
  return { route, scope, segments, ...(rest !== undefined && { rest }) };
}

function matchSegments(pattern: Segment[], segments: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, { literal, parameter }] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined) return undefined;
    const lower = segment.toLowerCase();
    if (parameter === undefined ? lower !== literal : !lower.startsWith(literal)) return undefined;
    if (parameter !== undefined) params[parameter] = segment.slice(literal.length);
  }
  return params;
}

const literalCount = (segments: Segment[]) => segments.filter(({ literal }) => literal !== '').length;

/**
 * Finds the operation for a request. In a route's path, `{project}/` is required, `[{project}/]` optional; `{*name}`
 * takes the rest. Literal segments compare without regard to case and win over parameters.
 */
export class Router<Organization> {
  private readonly byMethod = new Map<string, CompiledRoute<Organization>[]>();

  constructor(routes: readonly ApiRoute<Organization>[]) {
    for (const route of routes) {
      const compiled = compile(route);
      const group = this.byMethod.get(route.method) ?? [];
      this.byMethod.set(route.method, [...group, compiled]);
    }
    for (const group of this.byMethod.values())
      group.sort(
        (a, b) =>
          Number(a.rest !== undefined) - Number(b.rest !== undefined) ||
          literalCount(b.segments) - literalCount(a.segments),
      );
  }

  match(method: string, path: ApiPath): RouteMatch<Organization> | undefined {
    for (const { route, scope, segments, rest } of this.byMethod.get(method) ?? []) {
      if (
        rest === undefined ? path.segments.length !== segments.length : path.segments.length < segments.length
      )
        continue;
      if (scope === 'required' && path.project === undefined) continue;
      if (scope === 'none' && path.project !== undefined) continue;
      const params = matchSegments(segments, path.segments);
      if (!params) continue;
      if (rest !== undefined) params[rest] = path.segments.slice(segments.length).join('/');
      if (path.project !== undefined) params.project = path.project;
      if (path.team !== undefined) params.team = path.team;
      return { route, params };
    }
    return undefined;
  }
}

/** How requests are counted and faults are matched: `POST {project}/_apis/wit/workitems/${type}`. */
export const routeKey = ({ method, path }: Pick<ApiRoute, 'method' | 'path'>): string =>
  `${method} ${path.replace('[{project}/]', '')}`;
