import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ApiClient } from '../../../local/demo/api-client';
import { eventually } from '../../../local/demo/eventually';
import type { EventProgress } from '../../../local/demo/shapes';
import { startStack } from '../../../local/stack';
import type { AzuriteAddresses } from '../../../local/azurite/options';
import { type BenchScan, matchingSeverity, scanLines } from './scan-lines';
import { TableProxy } from './table-proxy';

const queueFunctions = ['ingest-scan', 'create-tickets', 'update-tickets', 'auto-close', 'refresh-tickets'];

/** The whole system with a rule, its table operations going through a proxy that counts them. */
export async function startIngestStack() {
  const proxy = new TableProxy();
  const port = await proxy.start();
  const account = 'devstoreaccount1';
  const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
  const stack = await startStack({
    settings: {
      STORAGE_CONNECTION: `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};TableEndpoint=http://127.0.0.1:${port}/${account};`,
    },
    onReady: (part, addresses) => {
      if (part === 'azurite') proxy.targetPort = (addresses as AzuriteAddresses).port;
    },
  });
  const api = new ApiClient(`${stack.baseUrl}/api`, { 'x-functions-key': stack.apiKeys.administrator });
  const simulator = new ApiClient(`${stack.azureDevOps.addresses.baseUrl}/_simulator`, {});
  const { organization, tenantId, clientId, clientSecret, projects } = stack.world;
  const instanceUrl = stack.azureDevOps.addresses.baseUrl;
  const connector = await api.post<{ id: string }>('/connectors', {
    ...{ name: 'Bench', instanceUrl, organization, tenantId, clientId, clientSecret },
  });
  const project = projects.find(({ process }) => process === 'Agile')?.name;
  const rule = await api.post<{ id: string }>('/rules', {
    name: 'The worst',
    connectorId: connector.id,
    findingCriteria: {
      match: 'all',
      conditions: [{ field: 'finding_severity', operator: 'is', value: matchingSeverity }],
    },
    ticket: { project, workItemType: 'Bug', title: '{{finding.finding_number}} {{finding.finding_name}}' },
  });
  // The rule is first carried to what is stored, which is nothing; the scan should not be met by that.
  await eventually('the rule is in force', 30_000, async () => {
    const { backfill } = await api.get<{ backfill?: { status: string } }>(`/rules/${rule.id}`);
    return backfill?.status === 'completed' ? true : undefined;
  });
  return {
    proxy,
    hostPid: () => stack.host.pid ?? process.pid,
    azureDevOpsRequests: async () => (await simulator.get<{ total: number }>('/requests')).total,
    /** Messages that the functions of the queues have taken so far. */
    messages: async () => {
      const log = await readFile(join(stack.folder, 'functions-host.log'), 'utf8');
      const done = (name: string) => log.split(`"Executed '${name}'"`).length - 1;
      return queueFunctions.reduce((sum, name) => sum + done(name), 0);
    },
    /** Sends a scan and waits until all that follows is done. */
    ingest: async (scan: Omit<BenchScan, 'id'>): Promise<EventProgress> => {
      const id = randomUUID();
      const response = await fetch(`${stack.baseUrl}/api/nucleus/events`, {
        method: 'POST',
        headers: { 'x-functions-key': stack.apiKeys.nucleus, 'content-type': 'application/x-ndjson' },
        body: ReadableStream.from(scanLines({ ...scan, id })),
        duplex: 'half',
      });
      if (response.status !== 202) throw new Error(`The event was answered with ${response.status}.`);
      for (;;) {
        const progress = await api.get<EventProgress>(`/nucleus/events/${id}`);
        if (progress.status === 'completed') return progress;
        await wait(Math.max(100, scan.instances / 50));
      }
    },
    stop: async () => {
      await stack.stop();
      proxy.stop();
    },
  };
}

export type IngestStack = Awaited<ReturnType<typeof startIngestStack>>;
