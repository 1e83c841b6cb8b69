import type { Connector } from '../../../shared/connectors/connector';

export const aConnector = (changes: Partial<Connector> = {}): Connector => ({
  id: 'connector-1',
  name: 'Azure',
  description: '',
  instanceUrl: 'https://dev.azure.com',
  organization: 'blue-harbor',
  tenantId: '11111111-1111-4111-8111-111111111111',
  clientId: '22222222-2222-4222-8222-222222222222',
  organizationId: 'a0000000-0000-4000-8000-000000000001',
  identityId: 'b0000000-0000-4000-8000-000000000002',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...changes,
});
