import { ConnectorStore } from '../../../shared/connectors/connector-store';
import { toConnectorView } from '../../../shared/connectors/connector-view';
import { NotFoundError } from '../../../shared/errors';
import { aConnector } from '../../support/builders/a-connector';
import { MemoryTable } from '../../support/memory-table';

describe('ConnectorStore', () => {
  it('keeps, changes and forgets connectors', async () => {
    const store = new ConnectorStore(new MemoryTable());
    await store.save(aConnector());
    await store.save(aConnector({ name: 'Renamed' }));
    expect(await store.get('connector-1')).toEqual(aConnector({ name: 'Renamed' }));
    await store.delete('connector-1');
    await store.delete('connector-1');
    expect(await store.find('connector-1')).toBeUndefined();
    await expect(store.get('connector-1')).rejects.toThrow(NotFoundError);
  });

  it('lists page by page', async () => {
    const store = new ConnectorStore(new MemoryTable());
    for (const id of ['a', 'b', 'c']) await store.save(aConnector({ id }));
    const first = await store.page(2);
    const second = await store.page(2, first.continuationToken);
    expect([...first.rows, ...second.rows].map(({ value }) => value.id)).toEqual(['a', 'b', 'c']);
    expect(second.continuationToken).toBeUndefined();
  });
});

it('toConnectorView shows that there is a secret, and where webhooks go', () => {
  expect(toConnectorView(aConnector(), 'https://connector.example')).toEqual({
    ...aConnector(),
    hasClientSecret: true,
    webhookUrl: 'https://connector.example/api/azure-devops/webhooks/connector-1',
  });
});
