import { ApiClient } from '../../local/demo/api-client';
import { eventually } from '../../local/demo/eventually';
import type { List } from '../../local/demo/shapes';
import type { Fault } from '../../local/azure-devops/control/faults';
import type { Stack, StackOptions } from '../../local/stack';
import { inParallel } from '../../shared/in-parallel';
import type { OperationView } from '../../shared/operations/operation';
import type { TicketView } from '../../shared/tickets/ticket-view';
import { startTestStack } from './stack';

/** What the simulator counted (local/azure-devops/control). */
export interface RequestReport {
  total: number;
  writes: number;
  byRoute: Record<string, number>;
}

/** A work item as the simulator's control API lists it. */
export interface ListedWorkItem {
  project: string;
  id: number;
  rev: number;
  title: string;
  state: string;
  relations: { rel: string; url: string }[];
}

/** The project of the sample world whose process is Agile. */
export const project = 'Ferry Bookings';

/** The whole system with a connector saved: the API, a developer's way into ADO, and what steers the simulator. */
export class ConnectedStack {
  connectorId = '';
  readonly api: ApiClient;
  readonly developer: ApiClient;
  readonly simulator: ApiClient;

  private constructor(readonly stack: Stack) {
    const { baseUrl } = stack.azureDevOps.addresses;
    const { organization, developer } = stack.world;
    this.api = new ApiClient(`${stack.baseUrl}/api`, { 'x-functions-key': stack.apiKeys.administrator });
    this.developer = new ApiClient(`${baseUrl}/${organization}`, {
      authorization: `Bearer ${developer.token}`,
    });
    this.simulator = new ApiClient(`${baseUrl}/_simulator`, {});
  }

  static async start(options: StackOptions = {}): Promise<ConnectedStack> {
    const connected = new ConnectedStack(await startTestStack(options));
    await connected.connect();
    return connected;
  }

  stop(): Promise<void> {
    return this.stack.stop();
  }

  private async connect(): Promise<void> {
    const { organization, tenantId, clientId, clientSecret } = this.stack.world;
    const instanceUrl = this.stack.azureDevOps.addresses.baseUrl;
    const input = { name: 'Test', instanceUrl, organization, tenantId, clientId, clientSecret };
    this.connectorId = (await this.api.post<{ id: string }>('/connectors', input)).id;
  }

  /** Calls the API whatever it answers. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
    const response = await fetch(`${this.stack.baseUrl}/api${path}`, {
      method,
      headers: {
        'x-functions-key': this.stack.apiKeys.administrator,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
    };
  }

  newTicket(title: string, more: Record<string, unknown> = {}) {
    return { connectorId: this.connectorId, project, workItemType: 'Bug', title, ...more };
  }

  /** Creates tickets by hand, eight at a time, in the order of their titles. */
  createTickets(titles: readonly string[], more: Record<string, unknown> = {}): Promise<TicketView[]> {
    return inParallel(titles, 8, (title) =>
      this.api.post<TicketView>('/tickets', this.newTicket(title, more)),
    );
  }

  /** All tickets of the connector. */
  async tickets(): Promise<TicketView[]> {
    const all: TicketView[] = [];
    let token = '';
    do {
      const path = `/tickets?connectorId=${this.connectorId}&limit=200${token}`;
      const page = await this.api.get<List<TicketView> & { continuationToken?: string }>(path);
      all.push(...page.items);
      token =
        page.continuationToken === undefined
          ? ''
          : `&continuationToken=${encodeURIComponent(page.continuationToken)}`;
    } while (token !== '');
    return all;
  }

  /** Closes tickets in bulk and waits until the operation is done. */
  async close(ticketIds: readonly string[], state: string): Promise<OperationView> {
    const { operationId } = await this.api.post<{ operationId: string }>('/tickets/close', {
      ticketIds,
      state,
    });
    return this.finished(operationId);
  }

  async finished(operationId: string, timeoutMs = 60_000): Promise<OperationView> {
    const { value } = await eventually('the operation is done', timeoutMs, async () => {
      const view = await this.api.get<OperationView>(`/operations/${operationId}`);
      return view.status === 'running' ? undefined : view;
    });
    return value;
  }

  workItems(): Promise<ListedWorkItem[]> {
    return this.simulator.get<ListedWorkItem[]>('/work-items');
  }

  requests(): Promise<RequestReport> {
    return this.simulator.get<RequestReport>('/requests');
  }

  setFaults(faults: readonly Fault[]): Promise<unknown> {
    return this.simulator.call('PUT', '/faults', faults);
  }

  /** What a piece of work asks of ADO. */
  async requestsOf(work: () => Promise<unknown>): Promise<RequestReport> {
    const before = await this.requests();
    await work();
    const after = await this.requests();
    return {
      total: after.total - before.total,
      writes: after.writes - before.writes,
      byRoute: Object.fromEntries(
        Object.entries(after.byRoute)
          .map(([route, count]): [string, number] => [route, count - (before.byRoute[route] ?? 0)])
          .filter(([, count]) => count > 0),
      ),
    };
  }
}
