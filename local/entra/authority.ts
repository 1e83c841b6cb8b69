import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { accessTokenClaims } from './access-token-claims';
import { decideGrant } from './decide-grant';
import type { Directory } from './directory';
import { instanceDiscovery, openIdConfiguration } from './discovery';
import { entraError, type Refusal, transientFailure } from './entra-error';
import { answerJson, pathSegments, readBody } from './http';
import type { TokenSigner } from './token-signer';
import { readTokenRequest } from './token-request';
import type { TokenTraffic } from './token-traffic';

/** Answers what clients ask of login.microsoftonline.com. */
export class Authority {
  /** @param address gives `https://localhost:PORT`, known once the listener has its port */
  constructor(
    private readonly address: () => string,
    private readonly directory: Directory,
    private readonly signer: TokenSigner,
    private readonly traffic: TokenTraffic,
    private readonly tokenLifetimeSeconds: number,
  ) {}

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [tenant = '', ...rest] = pathSegments(request.url ?? '') ?? [];
    switch (rest.join('/').toLowerCase()) {
      case 'oauth2/v2.0/token':
        await this.token(tenant, request, response);
        return;
      case 'v2.0/.well-known/openid-configuration':
        answerJson(response, 200, openIdConfiguration(this.address(), tenant));
        return;
      case 'discovery/v2.0/keys':
        answerJson(response, 200, this.signer.keySet);
        return;
      case 'discovery/instance':
        answerJson(response, 200, instanceDiscovery(this.address(), tenant));
        return;
      default:
        response.writeHead(404).end();
    }
  }

  private async token(tenantId: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') {
      const text = `The endpoint only accepts POST requests. Received a ${request.method ?? 'unknown'} request.`;
      this.refuse(request, response, { status: 400, error: 'invalid_request', code: 900561, text });
      return;
    }
    const asked = readTokenRequest(await readBody(request), request.headers.authorization);
    const fault = this.traffic.takeFault();
    const decision = decideGrant(this.directory, tenantId, asked, new Date());
    this.traffic.count(asked.clientId ?? '', decision.granted && fault === undefined);
    if (fault !== undefined) {
      this.refuse(request, response, transientFailure, fault);
    } else if (decision.granted) {
      const lifetime = this.tokenLifetimeSeconds;
      const claims = accessTokenClaims(decision, lifetime, Math.floor(Date.now() / 1_000));
      answerJson(response, 200, {
        token_type: 'Bearer',
        expires_in: lifetime,
        ext_expires_in: lifetime,
        access_token: this.signer.sign(claims),
      });
    } else {
      this.refuse(request, response, decision.refusal);
    }
  }

  private refuse(
    request: IncomingMessage,
    response: ServerResponse,
    refusal: Refusal,
    status: number = refusal.status,
  ): void {
    const given = request.headers['client-request-id'];
    const correlationId = typeof given === 'string' ? given : randomUUID();
    const body = entraError(refusal, correlationId, this.address(), new Date());
    answerJson(response, status, body, { 'x-ms-request-id': body.trace_id });
  }
}
