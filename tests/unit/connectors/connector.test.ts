import {
  connectorChangeSchema,
  connectorInputSchema,
  withPlainInstanceUrl,
} from '../../../shared/connectors/connector';
import { faultsOf, validated } from '../../../shared/http/validate';

const input = {
  organization: 'Blue-Harbor',
  tenantId: '11111111-1111-4111-8111-111111111111',
  clientId: '22222222-2222-4222-8222-222222222222',
  clientSecret: 'secret',
};

describe('connectorInputSchema', () => {
  it('fills in the usual instance and keeps the casing of the organization', () => {
    expect(validated(connectorInputSchema, { ...input })).toEqual({
      ...input,
      instanceUrl: 'https://dev.azure.com',
    });
  });

  it.each([
    ['an unknown field', { secret: 'x' }, '/secret'],
    ['no secret', { clientSecret: undefined }, '/clientSecret'],
    ['a blank secret', { clientSecret: ' ' }, '/clientSecret'],
    ['a tenant that is no GUID', { tenantId: 'blue-harbor.example' }, '/tenantId'],
    ['an organization with a path', { organization: 'blue/harbor' }, '/organization'],
    ['an organization with blanks', { organization: 'blue harbor' }, '/organization'],
    ['an instance that is no address', { instanceUrl: 'dev.azure.com' }, '/instanceUrl'],
    ['a callback that is no address', { callbackUrl: 'x' }, '/callbackUrl'],
  ])('refuses %s', (_, changes, pointer) => {
    expect(faultsOf(connectorInputSchema, { ...input, ...changes }).map((fault) => fault.pointer)).toEqual([
      pointer,
    ]);
  });

  it('asks for no secret when a connector is changed', () => {
    expect(faultsOf(connectorChangeSchema, { ...input, clientSecret: undefined })).toEqual([]);
  });
});

describe('withPlainInstanceUrl', () => {
  it.each([
    ['https://dev.azure.com', 'https://dev.azure.com'],
    ['https://dev.azure.com/', 'https://dev.azure.com'],
    ['https://dev.azure.com/blue-harbor', 'https://dev.azure.com'],
    ['https://dev.azure.com/Blue-Harbor//', 'https://dev.azure.com'],
    ['https://ado.example/tfs', 'https://ado.example/tfs'],
    ['https://dev.azure.com/not-blue-harbor', 'https://dev.azure.com/not-blue-harbor'],
  ])('makes %s %s', (instanceUrl, plain) => {
    expect(withPlainInstanceUrl({ ...input, instanceUrl }).instanceUrl).toBe(plain);
  });
});
