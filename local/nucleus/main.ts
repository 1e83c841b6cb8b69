import { listen } from '../listen';
import { onStop, partOptions, reportReady } from '../part';
import type { NucleusAddresses, NucleusOptions } from './options';
import { createNucleusServer, NucleusStandIn } from './server';

const { port = 0, apiKey } = partOptions() as NucleusOptions;
const server = createNucleusServer(new NucleusStandIn(apiKey));
onStop(() => {
  server.closeAllConnections();
  server.close();
});
const baseUrl = `http://localhost:${await listen(server, port)}`;
const addresses: NucleusAddresses = { apiUrl: `${baseUrl}/nucleus/api`, controlUrl: `${baseUrl}/control` };
reportReady(addresses);
