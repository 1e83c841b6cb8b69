import { createServer, type Server } from 'node:http';
import { listen } from '../../../local/listen';
import { HttpConnections } from '../../../shared/azure-devops/transport/http-connection';
import { wasItSent } from '../../../shared/azure-devops/transport/was-it-sent';
import { AddressNotPublicError, type Resolve } from '../../../shared/security/guarded-lookup';

let server: Server;
let port: number;
let asked: number;
let open: HttpConnections[];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1;
    if (request.url === '/away') response.writeHead(302, { location: `http://127.0.0.1:${port}/inside` });
    response.end('here');
  });
  port = await listen(server);
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  asked = 0;
  open = [];
});
afterEach(() => Promise.all(open.map((connections) => connections.close())));

function get(url: string, configuredHosts: string[], resolve?: Resolve) {
  const connections = new HttpConnections({ configuredHosts, resolve });
  open.push(connections);
  return connections.exchange({ method: 'GET', url: new URL(url), headers: {}, timeoutMs: 2_000 });
}

const leadsTo =
  (...addresses: string[]): Resolve =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: 4 })));

describe('connections to somewhere inside', () => {
  it.each([
    ['a name that leads to this machine', () => `http://hooks.quay.example:${port}/`],
    ['the name of this machine', () => `http://localhost:${port}/`],
    ['an address of this machine', () => `http://127.0.0.1:${port}/`],
    ['the same address, written as a number', () => `http://2130706433:${port}/`],
    ['an IPv6 address of this machine', () => `http://[::1]:${port}/`],
    ['IPv4 in IPv6', () => `http://[::ffff:127.0.0.1]:${port}/`],
    ['the metadata service', () => 'http://169.254.169.254/metadata/identity/oauth2/token'],
  ])('are refused before a byte is sent: %s', async (_, url) => {
    const error: unknown = await get(url(), [], leadsTo('127.0.0.1')).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AddressNotPublicError);
    expect(wasItSent(error)).toBe(false);
    expect(asked).toBe(0);
  });

  it('are refused when a name answers differently the second time', async () => {
    let asks = 0;
    const rebinding: Resolve = () =>
      Promise.resolve([{ address: asks++ === 0 ? '127.0.0.1' : '13.107.42.20', family: 4 }]);
    await expect(get(`http://hooks.quay.example:${port}/`, [], rebinding)).rejects.toThrow(
      AddressNotPublicError,
    );
    expect(asks).toBe(1);
  });

  it('are made where a setting names the host and its port', async () => {
    expect(await get(`http://localhost:${port}/`, [`localhost:${port}`])).toMatchObject({ text: 'here' });
    expect(await get(`http://127.0.0.1:${port}/`, ['127.0.0.1'])).toMatchObject({ text: 'here' });
    await expect(get(`http://localhost:${port}/`, ['localhost:1'])).rejects.toThrow(AddressNotPublicError);
  });

  it('are not made for a redirect, which nobody follows', async () => {
    const answer = await get(`http://localhost:${port}/away`, [`localhost:${port}`]);
    expect(answer.status).toBe(302);
    expect(asked).toBe(1);
  });
});
