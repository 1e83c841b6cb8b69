import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { authenticate } from './auth/authenticate';
import { refuse } from './auth/refusal';
import { TokenVerifier } from './auth/token-verifier';
import { handleControl } from './control/control-routes';
import { faultMessage } from './control/fault-message';
import { strikesAfter } from './control/faults';
import { Knobs } from './control/knobs';
import { chooseApiVersion, requestedVersion } from './http/api-version';
import { NoControllerError } from './http/no-controller';
import { Query } from './http/query';
import { readJson } from './http/read-body';
import { type ApiPath, readApiPath, routeKey, Router, type RouteMatch } from './http/router';
import { errorMessage, type Message, send, successMessage } from './http/send';
import type { Identity } from './identity';
import { Organization } from './model/organization';
import type { SimulatorOptions } from './options';
import { handlePage } from './page/handle-page';
import { listLocations } from './rest/locations';
import { routes } from './rest/routes';
import { createServiceHooks, type ServiceHooks } from './service-hooks/service-hooks';
import { serviceHooksDeps } from './service-hooks-deps';
import type { WorkItemChange } from './work-item-change';

type Headers = Record<string, string | undefined>;

/** Headers with the values of repeated ones joined. */
const readHeaders = ({ headers }: IncomingMessage): Headers =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );

/** The Azure DevOps of the local platform: organizations in memory behind the REST API. */
export class Simulator {
  readonly organizations: Organization[];
  readonly knobs = new Knobs();
  readonly serviceHooks: ServiceHooks;
  private readonly router: Router<Organization>;
  private readonly tokens: TokenVerifier;

  constructor(options: SimulatorOptions) {
    const publish = (change: WorkItemChange) => this.serviceHooks.publish(change);
    this.organizations = options.organizations.map((organization) => new Organization(organization, publish));
    this.serviceHooks = createServiceHooks(serviceHooksDeps(this.organizations));
    this.router = new Router<Organization>([...routes, ...this.serviceHooks.routes]);
    this.tokens = new TokenVerifier(options.tokens.jwksUri);
  }

  organization(name: string): Organization | undefined {
    return this.organizations.find((organization) => organization.name.toLowerCase() === name.toLowerCase());
  }

  /** @param baseUrl `http://localhost:PORT`, once it is known */
  setBaseUrl(baseUrl: string): void {
    for (const organization of this.organizations)
      organization.primaryUrl = `${baseUrl}/${organization.name}`;
  }

  createServer(): Server {
    // Idle connections stay open for longer than clients keep them, so that no request meets a closing one.
    const settings = { keepAlive: true, keepAliveTimeout: 75_000 };
    return createServer(settings, (request, response) => {
      this.handle(request, response).catch((error: unknown) => {
        if (!response.headersSent) send(response, errorMessage(error, request.url ?? '', undefined));
      });
    });
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
    if (url.pathname.startsWith('/_simulator/')) {
      send(response, await handleControl(this, request, url));
      return;
    }
    const shown = await handlePage(this.organizations, request, url);
    if (shown) {
      send(response, shown);
      return;
    }
    const path = readApiPath(url.pathname);
    const [first = '', second] = url.pathname.split('/').filter(Boolean);
    const organization = this.organization(
      path?.organization ?? (first === 'vssps' ? (second ?? '') : first),
    );
    if (request.method === 'HEAD' && !path) {
      // How the tenant behind an organization is found out (facts: azure-devops.md section 3.6).
      response.writeHead(404, organization && { 'x-vss-resourcetenant': organization.tenantId }).end();
      return;
    }
    if (!path || !organization) {
      send(response, errorMessage(new NoControllerError(), url.pathname, undefined));
      return;
    }
    const message = await this.answer(request, url, path, organization);
    if (message) send(response, message);
    else response.destroy();
  }

  private async answer(
    request: IncomingMessage,
    url: URL,
    path: ApiPath,
    organization: Organization,
  ): Promise<Message | undefined> {
    const method = request.method ?? 'GET';
    const match = this.router.match(method, path);
    const key = match ? routeKey(match.route) : `${method} ${['_apis', ...path.segments].join('/')}`;
    this.knobs.requests.count(key);
    if (this.knobs.latencyMs > 0) await delay(this.knobs.latencyMs);
    const fault = this.knobs.faults.next(method, key);
    if (fault && !strikesAfter(fault)) return faultMessage(fault, undefined);
    const message = await this.perform(request, url, path, organization, match);
    return fault ? faultMessage(fault, message) : message;
  }

  private async perform(
    request: IncomingMessage,
    url: URL,
    path: ApiPath,
    organization: Organization,
    match: RouteMatch<Organization> | undefined,
  ): Promise<Message> {
    const pathInErrors = url.pathname.slice(url.pathname.indexOf('/', 1));
    const method = request.method ?? 'GET';
    // Discovery needs no credentials.
    if (method === 'OPTIONS') return successMessage(listLocations(path.segments[0]), '7.1', undefined);
    const headers = readHeaders(request);
    let caller: Identity | undefined;
    try {
      const body = await readJson(request);
      const authentication = await authenticate(organization, this.tokens, headers.authorization);
      if (!authentication.ok) {
        const refusal = refuse(authentication, { method, fedAuthRedirect: headers['x-tfs-fedauthredirect'] });
        return successMessage(refusal, '7.1', undefined);
      }
      caller = authentication.identity;
      if (!match) throw new NoControllerError();
      const query = new Query(url.searchParams);
      const requested = requestedVersion(query.get('api-version'), headers.accept);
      const version = chooseApiVersion(requested, match.route.preview ?? false, method);
      const before = organization.revisionLog.length;
      const answer = await match.route.handle({
        method,
        organization,
        params: match.params,
        query,
        headers,
        body,
        caller,
        baseUrl: `${url.origin}/${organization.name}`,
      });
      if (organization.revisionLog.length > before) this.knobs.requests.countWrite();
      return successMessage(answer, version, caller);
    } catch (error) {
      return errorMessage(error, pathInErrors, caller);
    }
  }
}
