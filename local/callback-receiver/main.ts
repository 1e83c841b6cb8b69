import { listen } from '../listen';
import { onStop, partOptions, reportReady } from '../part';
import type { CallbackReceiverAddresses, CallbackReceiverOptions } from './options';
import { createReceiver } from './receiver';

const { port = 0 } = partOptions() as CallbackReceiverOptions;
const server = createReceiver();
onStop(() => {
  server.closeAllConnections();
  server.close();
});
const addresses: CallbackReceiverAddresses = { baseUrl: `http://localhost:${await listen(server, port)}` };
reportReady(addresses);
