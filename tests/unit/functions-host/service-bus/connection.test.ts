import { findConnection } from '../../../../local/functions-host/service-bus/connection';

const text = (connectionString: string) => ({ kind: 'connection-string', connectionString });

describe('the connection of a trigger', () => {
  it.each([
    ['BUS', { BUS: 'Endpoint=a' }, text('Endpoint=a')],
    ['BUS', { AzureWebJobsBUS: 'Endpoint=b' }, text('Endpoint=b')],
    [undefined, { AzureWebJobsServiceBus: 'Endpoint=c' }, text('Endpoint=c')],
    ['', { AzureWebJobsServiceBus: 'Endpoint=c' }, text('Endpoint=c')],
    [
      'BUS',
      { BUS__fullyQualifiedNamespace: 'ns.servicebus.windows.net' },
      { kind: 'identity', fullyQualifiedNamespace: 'ns.servicebus.windows.net' },
    ],
    [
      'BUS',
      { BUS__fullyQualifiedNamespace: 'ns.servicebus.windows.net', BUS__clientId: 'id' },
      { kind: 'identity', fullyQualifiedNamespace: 'ns.servicebus.windows.net', clientId: 'id' },
    ],
  ])('%s among %j', (name, settings, connection) =>
    expect(findConnection(name, settings)).toEqual(connection),
  );

  it('has to be there', () => {
    expect(() => findConnection('BUS', { OTHER: 'Endpoint=a' })).toThrow('Neither the setting "BUS" nor');
  });
});
