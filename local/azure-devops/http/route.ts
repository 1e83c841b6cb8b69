import type { Identity } from '../identity';

/** A request that has been authenticated and whose organization exists. */
export interface ApiRequest<Organization = unknown> {
  method: string;
  organization: Organization;
  /** Route parameters, decoded; names as in the route. */
  params: Record<string, string>;
  /** Query parameters; names compare without regard to case. */
  query: { get(name: string): string | undefined };
  headers: Record<string, string | undefined>;
  /** Parsed JSON, or undefined without a body. */
  body: unknown;
  caller: Identity;
  /** `http://localhost:PORT/{organization}` as the caller wrote its host: answers echo it. */
  baseUrl: string;
}

export interface ApiAnswer {
  status: number;
  /** Sent as JSON unless it is a string. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** One operation of the REST API: `path` is relative to the organization, e.g. `{project}/_apis/wit/workitems/{id}`. */
export interface ApiRoute<Organization = unknown> {
  method: string;
  path: string;
  /** Default `api-version`; a preview resource refuses a request that names none. */
  preview?: boolean;
  handle(request: ApiRequest<Organization>): ApiAnswer | Promise<ApiAnswer>;
}
