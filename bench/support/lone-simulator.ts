import { randomUUID } from 'node:crypto';
import type { SimulatorAddresses, SimulatorOptions } from '../../local/azure-devops/options';
import { startPart } from '../../local/child-process';
import { ApiClient } from '../../local/demo/api-client';

export const project = 'Agile';
export const token = 'bench-token';

/** The simulator alone, in a process of its own, with one project and one person. */
export async function startLoneSimulator() {
  const organization = 'Bench-Works';
  const options: SimulatorOptions = {
    organizations: [
      {
        name: organization,
        tenantId: randomUUID(),
        projects: [{ name: project, process: 'Agile' }],
        members: [{ displayName: 'Bench', token }],
      },
    ],
    // Nobody comes with a token of Entra.
    tokens: { jwksUri: 'http://localhost:9/keys' },
  };
  const part = await startPart<SimulatorAddresses>('azure-devops', options);
  const { baseUrl } = part.addresses;
  const control = new ApiClient(`${baseUrl}/_simulator`, {});
  return {
    instanceUrl: baseUrl,
    organization,
    organizationUrl: `${baseUrl}/${organization}`,
    setLatency: (ms: number) => control.call('PUT', '/latency', { ms }),
    /** All requests, those for finding the way included. */
    countRequests: async () => (await control.get<{ total: number }>('/requests')).total,
    stop: () => part.stop(),
  };
}

export type LoneSimulator = Awaited<ReturnType<typeof startLoneSimulator>>;
