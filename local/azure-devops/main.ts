import type { AddressInfo } from 'node:net';
import { onStop, partOptions, reportReady } from '../part';
import type { SimulatorAddresses, SimulatorOptions } from './options';
import { Simulator } from './simulator';

const options = partOptions() as SimulatorOptions;
const simulator = new Simulator(options);
const server = simulator.createServer();

server.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});

server.listen(options.port ?? 0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  const addresses: SimulatorAddresses = { baseUrl: `http://localhost:${port}` };
  simulator.setBaseUrl(addresses.baseUrl);
  reportReady(addresses);
});

onStop(async () => {
  server.closeAllConnections();
  server.close();
  await simulator.serviceHooks.stop();
});
