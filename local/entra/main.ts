import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { listen } from '../listen';
import { onStop, partOptions, reportReady } from '../part';
import { Authority } from './authority';
import { openCertificateAuthority } from './certificate-authority';
import { Control } from './control';
import { Directory } from './directory';
import { BodyTooLargeError } from './http';
import type { EntraAddresses, EntraOptions } from './options';
import { openTokenSigner } from './token-signer';
import { TokenTraffic } from './token-traffic';

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A request that cannot be read is the client's mistake; the authority lives on. */
const guarded = (answer: Answer) => (request: IncomingMessage, response: ServerResponse) => {
  answer(request, response).catch((error: unknown) => {
    if (response.headersSent) response.destroy();
    else response.writeHead(error instanceof BodyTooLargeError ? 413 : 400).end();
  });
};

const { port, controlPort, tenants, caFolder, tokenLifetimeSeconds = 3_600 } = partOptions() as EntraOptions;

const certificates = await openCertificateAuthority(caFolder);
const signer = openTokenSigner(caFolder);
const directory = new Directory(tenants);
const traffic = new TokenTraffic();

let address = '';
const authority = new Authority(() => address, directory, signer, traffic, tokenLifetimeSeconds);
const control = new Control(directory, signer, traffic);

const https = createHttpsServer(
  await certificates.issueForLocalhost(),
  guarded((request, response) => authority.answer(request, response)),
);
const http = createHttpServer(guarded((request, response) => control.answer(request, response)));

onStop(() => {
  for (const server of [https, http]) {
    server.close();
    server.closeAllConnections();
  }
});

const taken = await listen(https, port);
address = `https://localhost:${taken}`;
const controlTaken = await listen(http, controlPort);

const addresses: EntraAddresses = {
  authority: address,
  caFile: certificates.caFile,
  jwksUri: `http://127.0.0.1:${controlTaken}/keys`,
  controlUrl: `http://127.0.0.1:${controlTaken}`,
  port: taken,
  controlPort: controlTaken,
};
reportReady(addresses);
