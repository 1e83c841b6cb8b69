import { config } from '../../shared/config';
import { httpFunction } from '../../shared/http/http-function';
import { registeredOperations } from '../../shared/http/registered-operations';

/** The document of this API, for people and for generators of clients. */
httpFunction('openapi', {
  method: 'GET',
  route: 'openapi.json',
  handle: async () => {
    const [{ apiDocument }, { operationDescriptions }] = await Promise.all([
      import('../../shared/openapi/document'),
      import('../../shared/openapi/operations/operations'),
    ]);
    const serverUrl = `${config.publicBaseUrl()}/api`;
    return { body: await apiDocument(registeredOperations(), operationDescriptions, serverUrl) };
  },
});
