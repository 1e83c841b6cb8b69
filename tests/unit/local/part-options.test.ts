import {
  azureDevOpsOptions,
  azuriteOptions,
  entraOptions,
  serviceBusOptions,
} from '../../../local/part-options';

const entra = {
  authority: 'https://localhost:4',
  caFile: 'ca.pem',
  jwksUri: 'http://127.0.0.1:5/keys',
  controlUrl: 'http://127.0.0.1:5',
  port: 4,
  controlPort: 5,
};
const tenant = { id: 'tenant', applications: [] };
const organization = { name: 'Org', tenantId: 'tenant', projects: [], members: [] };

describe('the options of a part', () => {
  it('leave the choice of ports to it at first', () => {
    expect(azuriteOptions('run').port).toBeUndefined();
    expect(serviceBusOptions('run', 'queues.json')).toMatchObject({
      port: undefined,
      controlPort: undefined,
    });
    expect(entraOptions('run', tenant, 60)).toMatchObject({ port: undefined, controlPort: undefined });
    expect(azureDevOpsOptions(organization, entra).port).toBeUndefined();
  });

  it('name the ports that it had before', () => {
    const bus = { connectionString: '', port: 2, controlUrl: 'http://127.0.0.1:3' };
    expect(azuriteOptions('run', { connectionString: '', port: 1 }).port).toBe(1);
    expect(serviceBusOptions('run', 'queues.json', bus)).toMatchObject({ port: 2, controlPort: 3 });
    expect(entraOptions('run', tenant, 60, entra)).toMatchObject({ port: 4, controlPort: 5 });
    expect(azureDevOpsOptions(organization, entra, { baseUrl: 'http://localhost:6' }).port).toBe(6);
  });
});
