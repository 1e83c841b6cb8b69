import { AdoRestClient } from 'azure-devops-node-api/AdoHttpClientBases';
import { CoreApi } from 'azure-devops-node-api/CoreApi';
import { VsoClient } from 'azure-devops-node-api/VsoClient';
import { WorkItemTrackingApi } from 'azure-devops-node-api/WorkItemTrackingApi';
import {
  WorkItemExpand,
  WorkItemTypeFieldsExpandLevel,
} from 'azure-devops-node-api/interfaces/WorkItemTrackingInterfaces';
import type { ApiRequest, Transport } from '../transport/transport';
import { findRoute, type RouteLocation } from './route-table';

export { WorkItemExpand, WorkItemTypeFieldsExpandLevel };

/** What the official client cannot say about a call. */
export type CallSettings = Pick<ApiRequest, 'effect' | 'signal'>;

interface RestAnswer<T> {
  statusCode: number;
  result: T | null;
  headers: object;
}

interface RestOptions {
  acceptHeader?: string;
  additionalHeaders?: Record<string, unknown>;
}

/** The official client's verbs, on our transport. Errors are thrown as ours: a 404 is no `null` here. */
class RestOnTransport extends AdoRestClient {
  constructor(
    private readonly transport: Transport,
    private readonly settings: CallSettings,
  ) {
    super('');
  }

  override get<T>(url: string, options?: RestOptions): Promise<RestAnswer<T>> {
    return this.call<T>('GET', url, undefined, options);
  }

  override create<T>(url: string, body: unknown, options?: RestOptions): Promise<RestAnswer<T>> {
    return this.call<T>('POST', url, body, options);
  }

  override update<T>(url: string, body: unknown, options?: RestOptions): Promise<RestAnswer<T>> {
    return this.call<T>('PATCH', url, body, options);
  }

  private async call<T>(
    method: ApiRequest['method'],
    url: string,
    body: unknown,
    { acceptHeader, additionalHeaders = {} }: RestOptions = {},
  ): Promise<RestAnswer<T>> {
    const contentType = additionalHeaders['Content-Type'];
    const answer = await this.transport.send({
      ...this.settings,
      method,
      url: new URL(url),
      body,
      accept: acceptHeader,
      contentType: typeof contentType === 'string' ? contentType : undefined,
    });
    // The official client promises its callers a type that it does not check; ours read results as unknown.
    return { statusCode: answer.status, result: answer.body as T, headers: answer.headers };
  }
}

/** Knows its routes instead of asking for them, and takes the released version of each. */
class FixedRoutes extends VsoClient {
  override beginGetLocation(_area: string, locationId: string): Promise<RouteLocation | undefined> {
    return Promise.resolve(findRoute(locationId));
  }

  protected override autoNegotiateApiVersion({ releasedVersion }: RouteLocation): string {
    return releasedVersion;
  }
}

/**
 * The official client (azure-devops-node-api) for one call: its typed operations and serialization, on our transport.
 * Its own HTTP client closes connections, asks for routes, turns 404 into null and never waits (facts: azure-devops.md
 * section 9), so both are replaced. Objects are cheap; loading the library (200 kB) happens on first use, see load.ts.
 */
export function workItemTracking(transport: Transport, settings: CallSettings): WorkItemTrackingApi {
  return onTransport(new WorkItemTrackingApi(transport.organizationUrl, []), transport, settings);
}

export function core(transport: Transport, settings: CallSettings): CoreApi {
  return onTransport(new CoreApi(transport.organizationUrl, []), transport, settings);
}

function onTransport<Api extends WorkItemTrackingApi | CoreApi>(
  api: Api,
  transport: Transport,
  settings: CallSettings,
): Api {
  api.rest = new RestOnTransport(transport, settings);
  api.vsoClient = new FixedRoutes(transport.organizationUrl, api.rest);
  return api;
}
