import { createServer, type Server } from 'node:http';
import type { OrganizationOptions } from '../../../local/azure-devops/options';
import { Simulator } from '../../../local/azure-devops/simulator';
import { listen } from '../../../local/listen';
import { TestAuthority } from './test-authority';

export const tenantId = '0f9c1a52-7c3e-4b6a-9d7b-3f6b0c7d2a10';
export const principal = {
  applicationId: 'a1b2c3d4-0000-4000-8000-000000000001',
  objectId: 'a1b2c3d4-0000-4000-8000-000000000002',
};

const organization: OrganizationOptions = {
  name: 'Northwind-Boards',
  tenantId,
  projects: [
    { name: 'Pay Desk', process: 'Agile' },
    { name: 'Shop', process: 'Scrum' },
    { name: 'Vault', process: 'CMMI' },
    { name: 'Lab', process: 'Basic' },
  ],
  members: [
    { displayName: 'Dana Devlin', uniqueName: 'dana@northwind.example', token: 'dana-token' },
    {
      displayName: 'Robin Reader',
      uniqueName: 'robin@northwind.example',
      token: 'robin-token',
      rights: { editWorkItems: false, projects: ['Shop'] },
    },
    {
      displayName: 'Tam Tagless',
      uniqueName: 'tam@northwind.example',
      token: 'tam-token',
      rights: { createTags: false, bypassRules: false, deleteWorkItems: false },
    },
    { displayName: 'Connector', ...principal },
  ],
};

export interface Answer<Body> {
  status: number;
  headers: Headers;
  text: string;
  /** The text as JSON; undefined if it is none. */
  body: Body;
}

export interface WorkItem {
  id: number;
  rev: number;
  url: string;
  fields: Record<string, unknown>;
  relations?: { rel: string; url: string; attributes: Record<string, unknown> }[];
}

interface Sending {
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
}

/** A field set by JSON Patch. */
export const set = (name: string, value: unknown) => ({ op: 'add', path: `/fields/${name}`, value });
export const link = (rel: string, url: string, comment?: string) => ({
  op: 'add',
  path: '/relations/-',
  value: { rel, url, attributes: comment === undefined ? {} : { comment } },
});
export const testRev = (value: number) => ({ op: 'test', path: '/rev', value });

/** A simulator in this process, reached over sockets, with an authority whose tokens it accepts. */
export class TestSimulator {
  readonly authority = new TestAuthority();
  baseUrl = '';
  private server: Server = createServer();

  async start(): Promise<void> {
    const jwksUri = await this.authority.start();
    const simulator = new Simulator({ organizations: [organization], tokens: { jwksUri } });
    this.server = simulator.createServer();
    this.baseUrl = `http://localhost:${await listen(this.server)}`;
    simulator.setBaseUrl(this.baseUrl);
    this.stopHooks = () => simulator.serviceHooks.stop();
  }

  private stopHooks: () => Promise<void> = () => Promise.resolve();

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await this.stopHooks();
    await this.authority.stop();
  }

  /** Sends to any path of the simulator. */
  async fetch<Body = unknown>(
    method: string,
    path: string,
    { body, token, headers }: Sending = {},
  ): Promise<Answer<Body>> {
    const isPatch = method !== 'GET' && /workitems\/(\$|\d+(\?|$))/i.test(path);
    const response = await fetch(this.baseUrl + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && {
          'content-type': isPatch ? 'application/json-patch+json' : 'application/json',
        }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) as Body };
  }

  /** Sends to the organization, as Dana unless said otherwise. */
  send<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    sending: Sending = {},
  ): Promise<Answer<Body>> {
    const separator = path.includes('?') ? '&' : '?';
    const versioned = path.includes('api-version') ? path : `${path}${separator}api-version=7.1`;
    return this.fetch(method, `/northwind-boards/${versioned}`, {
      token: 'dana-token',
      ...(body !== undefined && { body }),
      ...sending,
    });
  }

  async create(project: string, type: string, ...operations: object[]): Promise<WorkItem> {
    const path = `${encodeURIComponent(project)}/_apis/wit/workitems/$${encodeURIComponent(type)}`;
    const { status, body, text } = await this.send<WorkItem>('POST', path, [
      set('System.Title', `A ${type}`),
      ...operations,
    ]);
    if (status !== 200) throw new Error(`${type} was not created: ${text}`);
    return body;
  }

  patch(id: number, ...operations: object[]): Promise<Answer<WorkItem>> {
    return this.send('PATCH', `_apis/wit/workitems/${id}`, operations);
  }

  async get(id: number, query = ''): Promise<WorkItem> {
    return (await this.send<WorkItem>('GET', `_apis/wit/workitems/${id}${query}`)).body;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
