import tableConfiguration from 'azurite/dist/src/table/TableConfiguration.js';
import tableServer from 'azurite/dist/src/table/TableServer.js';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onStop, partOptions, reportReady } from '../part';
import type { AzuriteAddresses, AzuriteOptions } from './options';

/** The emulator's account and key are the same everywhere and public (document: "Use the Azurite emulator"). */
const account = 'devstoreaccount1';
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Longer than any pause of a client: a kept connection that is closed under a request looks like a broken storage. */
const keepAliveSeconds = 600;

const { port = 0, folder } = partOptions() as AzuriteOptions;
if (folder !== undefined) mkdirSync(folder, { recursive: true });

/** Azurite runs in this process, not below it: ending the part ends Azurite. */
const server = new tableServer.default(
  new tableConfiguration.default(
    '127.0.0.1',
    port,
    keepAliveSeconds,
    join(folder ?? '', 'tables.json'),
    false,
    false,
    undefined,
    undefined,
    false,
    true, // The SDK is often ahead of the versions that Azurite lists.
    '',
    '',
    '',
    undefined,
    false,
    folder === undefined,
  ),
);

onStop(() => server.close());

await server.start();
const address = server.getHttpServerAddress();
const addresses: AzuriteAddresses = {
  connectionString: `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};TableEndpoint=${address}/${account};`,
  port: Number(new URL(address).port),
};
reportReady(addresses);
