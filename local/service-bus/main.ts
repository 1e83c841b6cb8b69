import { once } from 'node:events';
import { createServer } from 'node:http';
import { listen } from '../listen';
import { onStop, partOptions, reportReady } from '../part';
import { Broker } from './broker';
import { countMessages, openEntities } from './entities';
import { noJournal, openJournal } from './journal';
import type { ServiceBusAddresses, ServiceBusOptions } from './options';
import { readQueueSettings } from './queue-settings';

const { port = 0, controlPort = 0, configFile, journalFile } = partOptions() as ServiceBusOptions;

const journal = journalFile === undefined ? noJournal : openJournal(journalFile);
const entities = openEntities(readQueueSettings(configFile), journal);
const broker = new Broker(entities);
const server = broker.listen(port);
const control = createServer((_, response) => {
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify(countMessages(entities)));
});

await once(server, 'listening');
const address = server.address();
if (address === null || typeof address === 'string') throw new Error('The broker does not listen on a port.');
const credentials = 'SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE';
const addresses: ServiceBusAddresses = {
  connectionString: `Endpoint=sb://localhost:${address.port};${credentials};UseDevelopmentEmulator=true;`,
  port: address.port,
  controlUrl: `http://127.0.0.1:${await listen(control, controlPort)}`,
};
reportReady(addresses);

onStop(async () => {
  const closed = once(server, 'close');
  server.close();
  broker.close();
  control.close();
  await closed;
  journal.close();
});
