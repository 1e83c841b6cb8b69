import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { createAzureDevOpsClients, type ClientsOptions } from '../../../shared/azure-devops/create-clients';
import type {
  AzureDevOpsClient,
  AzureDevOpsClients,
  OrganizationAccess,
} from '../../../shared/azure-devops/client';
import { listen } from '../../../local/listen';

/** A request as it reached the service. */
export interface SeenRequest {
  method: string;
  /** Path and query, decoded. */
  path: string;
  headers: IncomingMessage['headers'];
  body: unknown;
}

/** How the service treats one request. */
export type Turn = (response: ServerResponse, request: SeenRequest) => void;

/**
 * A service that answers request after request as a test says, odd shapes and broken connections included, and keeps
 * what it was asked. A request beyond the script is answered 418, which no client tries again.
 */
export async function startScriptedService() {
  const requests: SeenRequest[] = [];
  const script: Turn[] = [];
  let connections = 0;
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const request: SeenRequest = {
        method: incoming.method ?? '',
        path: decodeURIComponent(incoming.url ?? ''),
        headers: incoming.headers,
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
      };
      requests.push(request);
      (script.shift() ?? json(418, { message: 'beyond the script' }))(response, request);
    });
  });
  server.on('connection', () => (connections += 1));
  const port = await listen(server);

  return {
    baseUrl: `http://localhost:${port}`,
    host: `localhost:${port}`,
    requests,
    connections: () => connections,
    /** What comes next, in order. */
    answer: (...turns: Turn[]) => script.push(...turns),
    /** Turns that were not asked for. */
    left: () => script.length,
    reset: () => {
      requests.length = 0;
      script.length = 0;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type ScriptedService = Awaited<ReturnType<typeof startScriptedService>>;

const jsonType = 'application/json; charset=utf-8; api-version=7.1';

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Turn =>
  (response) =>
    response.writeHead(status, { 'content-type': jsonType, ...headers }).end(JSON.stringify(body));

export const raw =
  (status: number, text: string, headers: Record<string, string>): Turn =>
  (response) =>
    response.writeHead(status, headers).end(text);

export const zipped =
  (body: unknown): Turn =>
  (response) =>
    response
      .writeHead(200, { 'content-type': jsonType, 'content-encoding': 'gzip' })
      .end(gzipSync(JSON.stringify(body)));

/** Announces the whole body and breaks off in its middle. */
export const brokenOff =
  (body: unknown): Turn =>
  (response) => {
    const text = JSON.stringify(body);
    response.writeHead(200, { 'content-type': jsonType, 'content-length': text.length });
    response.write(text.slice(0, text.length / 2));
    setImmediate(() => response.destroy());
  };

/** Torn in a way that HTTP does not notice. */
export const torn = (body: unknown): Turn =>
  raw(200, JSON.stringify(body).slice(0, -5), { 'content-type': jsonType });

/** The request has been read, then the connection breaks. */
export const replyLost: Turn = (response) => response.destroy();

/** Never answers. */
export const silence: Turn = () => undefined;

export const signInPage = (status = 203): Turn =>
  raw(status, '<html><head><title>Azure DevOps Services | Sign In</title></head></html>', {
    'content-type': 'text/html',
  });

export const problem = (
  status: number,
  typeKey: string,
  message: string,
  headers: Record<string, string> = {},
): Turn => json(status, { $id: '1', message, typeKey, errorCode: 0, eventId: 3200 }, headers);

export const stale = (actual: number, sent: number): Turn =>
  problem(
    412,
    'TestPatchOperationFailedException',
    `VS403351: Test Operation for path /rev failed, value ${actual} was not equal to test value ${sent}.`,
  );

export const workItem = (id: number, rev: number, fields: Record<string, unknown> = {}) => ({
  id,
  rev,
  fields: { 'System.TeamProject': 'Web Shop', 'System.State': 'New', ...fields },
  url: `https://dev.azure.com/Tailspin/_apis/wit/workItems/${id}`,
});

/** Clients of the service, with tokens that count up: token-1, token-2 … */
export function clientsOf(service: ScriptedService, options: Partial<ClientsOptions> = {}) {
  let tokens = 0;
  const clients: AzureDevOpsClients = createAzureDevOpsClients({
    allowedHosts: [service.host],
    requestToken: () => Promise.resolve({ token: `token-${++tokens}`, expiresOn: Date.now() + 3_600_000 }),
    ...options,
  });
  const access: OrganizationAccess = {
    instanceUrl: service.baseUrl,
    organization: 'Tailspin',
    tenantId: '11111111-2222-4333-8444-555555555555',
    clientId: '66666666-7777-4888-8999-000000000000',
    clientSecret: () => Promise.resolve('never asked for'),
  };
  const client: AzureDevOpsClient = clients.for(access);
  return { clients, access, client };
}
