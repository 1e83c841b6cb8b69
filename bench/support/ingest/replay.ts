import { createHmac } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { createInterface } from 'node:readline';
import type { TableOperation } from './table-proxy';

/** As many as the app keeps under way, more or less; Azurite does one after the other. */
const atOnce = 16;

const setting = (connectionString: string, name: string) =>
  new RegExp(`(?:^|;)${name}=([^;]*)`).exec(connectionString)?.[1] ?? '';

/** SharedKeyLite: the date and the path without its query (Azure Storage, "Authorize with Shared Key"). */
function authorization(connectionString: string, date: string, path: string): string {
  const account = setting(connectionString, 'AccountName');
  const key = Buffer.from(setting(connectionString, 'AccountKey'), 'base64');
  const resource = `/${account}${path.split('?', 1)[0] ?? ''}`;
  return `SharedKeyLite ${account}:${createHmac('sha256', key).update(`${date}\n${resource}`).digest('base64')}`;
}

/** Tags of the first run hold in no other; whatever is there is replaced. */
const anyTag = ({ headers, body, ...rest }: TableOperation): TableOperation => ({
  ...rest,
  headers: headers['if-match'] === undefined ? headers : { ...headers, 'if-match': '*' },
  body: body.replace(/^If-Match: .*$/gim, 'If-Match: *'),
});

/**
 * Issues what the app did to its tables once more, bare: nothing is decided, parsed or sent elsewhere between the operations.
 * @returns milliseconds
 */
export async function replay(file: string, connectionString: string, port: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const send = ({ method, url, headers, body }: TableOperation) =>
    new Promise<void>((resolve, reject) => {
      const date = new Date().toUTCString();
      const signed = {
        ...headers,
        'x-ms-date': date,
        authorization: authorization(connectionString, date, url),
        'content-length': String(Buffer.byteLength(body)),
      };
      const sent = httpRequest(
        { host: '127.0.0.1', port, method, path: url, headers: signed, agent },
        (answer) => {
          answer.resume().once('end', resolve);
          if (answer.statusCode === 403) reject(new Error(`Azurite refused ${method} ${url}.`));
        },
      );
      sent.once('error', reject).end(body);
    });
  const begun = performance.now();
  const underWay = new Set<Promise<void>>();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const one: Promise<void> = send(anyTag(JSON.parse(line) as TableOperation)).finally(() =>
      underWay.delete(one),
    );
    underWay.add(one);
    if (underWay.size >= atOnce) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  agent.destroy();
  return performance.now() - begun;
}
