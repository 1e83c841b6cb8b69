import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { listen } from '../../../local/listen';

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An authority that signs tokens for Azure DevOps and publishes its keys. */
export class TestAuthority {
  /** How often its keys were fetched. */
  fetches = 0;
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly server = createServer((_, response) => {
    this.fetches += 1;
    const key = { ...this.keys.publicKey.export({ format: 'jwk' }), kid: 'first', use: 'sig' };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [key] }));
  });

  async start(): Promise<string> {
    return `http://localhost:${await listen(this.server)}/keys`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  token(claims: object, kid = 'first'): string {
    const now = Math.floor(Date.now() / 1000);
    const payload = { aud: '499b84ac-1321-427f-aa17-267ca6975798', exp: now + 3600, nbf: now, ...claims };
    const content = `${encode({ alg: 'RS256', typ: 'JWT', kid })}.${encode(payload)}`;
    return `${content}.${sign('RSA-SHA256', Buffer.from(content), this.keys.privateKey).toString('base64url')}`;
  }
}
