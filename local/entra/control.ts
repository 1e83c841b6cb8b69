import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Directory } from './directory';
import { answerJson, pathSegments, readBody } from './http';
import type { TokenSigner } from './token-signer';
import type { TokenTraffic } from './token-traffic';

/** Bodies of the control requests; each uses some of the fields. */
interface ControlRequest {
  clientId?: string;
  value?: string;
  expiresAt?: string;
  count?: number;
  status?: number;
}

/**
 * What no Entra has: a plain http listener on this machine for the signing keys and for tests.
 *
 * - `GET /keys`: the key set
 * - `GET /_authority/requests`: `{ [clientId]: { requests, tokens } }`
 * - `POST /_authority/faults` `{ count, status }`: the next token requests fail
 * - `POST /_authority/secrets/add` `{ clientId, value, expiresAt? }`, `/expire` and `/remove` `{ clientId, value }`
 */
export class Control {
  constructor(
    private readonly directory: Directory,
    private readonly signer: TokenSigner,
    private readonly traffic: TokenTraffic,
  ) {}

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = `${request.method ?? ''} /${(pathSegments(request.url ?? '') ?? []).join('/')}`;
    if (route === 'GET /keys') {
      answerJson(response, 200, this.signer.keySet);
    } else if (route === 'GET /_authority/requests') {
      answerJson(response, 200, this.traffic.report());
    } else if (request.method === 'POST') {
      const done = this.act(route, JSON.parse(await readBody(request)) as ControlRequest);
      response.writeHead(done ? 204 : 404).end();
    } else {
      response.writeHead(404).end();
    }
  }

  private act(route: string, body: ControlRequest): boolean {
    const { clientId = '', value = '', expiresAt, count = 1, status = 503 } = body;
    switch (route) {
      case 'POST /_authority/faults':
        this.traffic.failNext(count, status);
        return true;
      case 'POST /_authority/secrets/add':
        return this.directory.addSecret(clientId, {
          value,
          ...(expiresAt === undefined ? {} : { expiresAt }),
        });
      case 'POST /_authority/secrets/expire':
        return this.directory.expireSecret(clientId, value, new Date());
      case 'POST /_authority/secrets/remove':
        return this.directory.removeSecret(clientId, value);
      default:
        return false;
    }
  }
}
