import { getBearerHandler, WebApi } from 'azure-devops-node-api';
import { Operation } from 'azure-devops-node-api/interfaces/common/VSSInterfaces';
import { createAzureDevOpsClients } from '../../shared/azure-devops/create-clients';
import { setField, testRevision } from '../../shared/azure-devops/json-patch';
import { inParallel } from '../../shared/in-parallel';
import { type LoneSimulator, project, token } from './lone-simulator';

/** Something that creates Bugs and closes them, in its own way. */
export interface Contestant {
  name: string;
  create(titles: readonly string[]): Promise<number[]>;
  close(ids: readonly number[]): Promise<void>;
  stop(): Promise<void>;
}

const nothing = () => Promise.resolve();

const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json-patch+json' };

/** What cannot be undercut with a request per item: fetch, which keeps connections open, and routes known beforehand. */
export function bareFetch({ organizationUrl }: LoneSimulator, atOnce: number): Contestant {
  const send = async (method: string, path: string, patch: unknown): Promise<number> => {
    const url = `${organizationUrl}/${path}?api-version=7.1`;
    const response = await fetch(url, { method, headers, body: JSON.stringify(patch) });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}.`);
    return ((await response.json()) as { id: number }).id;
  };
  return {
    name: `bare keep-alive fetch, ${atOnce} at once`,
    create: (titles) =>
      inParallel(titles, atOnce, (title) =>
        send('POST', `${project}/_apis/wit/workitems/$Bug`, [setField('System.Title', title)]),
      ),
    close: async (ids) => {
      await inParallel(ids, atOnce, (id) =>
        send('PATCH', `_apis/wit/workitems/${id}`, [setField('System.State', 'Closed')]),
      );
    },
    stop: nothing,
  };
}

const added = (field: string, value: string) => ({ op: Operation.Add, path: `/fields/${field}`, value });

/**
 * The official client as its documentation shows it.
 * @param perCall a new one for each call, as most of the peers do (facts: peers.md section 6.1)
 */
export function officialClient(
  { organizationUrl }: LoneSimulator,
  atOnce: number,
  perCall = false,
): Contestant {
  const open = () => new WebApi(organizationUrl, getBearerHandler(token)).getWorkItemTrackingApi();
  const shared = perCall ? undefined : open();
  return {
    name: `official client${perCall ? ', a new one per call' : ''}, ${atOnce} at once`,
    create: (titles) =>
      inParallel(titles, atOnce, async (title) => {
        const api = await (shared ?? open());
        const { id } = await api.createWorkItem({}, [added('System.Title', title)], project, 'Bug');
        if (id === undefined) throw new Error('The official client created nothing.');
        return id;
      }),
    close: async (ids) => {
      await inParallel(ids, atOnce, async (id) => {
        const api = await (shared ?? open());
        await api.updateWorkItem({}, [added('System.State', 'Closed')], id);
      });
    },
    stop: nothing,
  };
}

/** This project's client, as the product calls it; closing is guarded by the revision. */
export function thisClient({ instanceUrl, organization }: LoneSimulator): Contestant {
  const clients = createAzureDevOpsClients({
    allowedHosts: [new URL(instanceUrl).host],
    requestToken: () => Promise.resolve({ token, expiresOn: Date.now() + 3_600_000 }),
  });
  const client = clients.for({
    instanceUrl,
    organization,
    tenantId: 'bench',
    clientId: 'bench',
    clientSecret: () => Promise.resolve(''),
  });
  return {
    name: 'this client',
    // More at once than its limiter lets through: that decides.
    create: (titles) =>
      inParallel(titles, 64, async (title) => {
        const { id } = await client.createWorkItem(project, 'Bug', [setField('System.Title', title)]);
        return id;
      }),
    close: async (ids) => {
      const operations = [testRevision(1), setField('System.State', 'Closed')];
      const outcomes = await client.updateWorkItems(ids.map((id) => ({ id, operations })));
      for (const outcome of outcomes) if (!outcome.ok) throw outcome.error;
    },
    stop: () => clients.close(),
  };
}
