import { createWriteStream, type WriteStream } from 'node:fs';
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { listen } from '../../../local/listen';

/** A table operation as the app sent it. */
export interface TableOperation {
  method: string;
  /** Path and query. */
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** What a replay needs of the headers; the rest belongs to the connection or is signed anew. */
const keptHeaders = ['content-type', 'accept', 'prefer', 'if-match', 'x-ms-version', 'dataserviceversion'];

/** Whoever waits for an event reads its partition again and again; that is the measuring, not what is measured. */
const isWaiting = (method: string, url: string) => method === 'GET' && url.includes('/events()');

/** Stands between the app and Azurite: counts table operations and writes them down, phase by phase. */
export class TableProxy {
  /** Of Azurite; told once it serves. */
  targetPort = 0;
  operations = 0;
  private record: WriteStream | undefined;
  private readonly agent = new Agent({ keepAlive: true });
  private readonly server = createServer((request, response) => void this.forward(request, response));

  start(): Promise<number> {
    return listen(this.server);
  }

  /** What comes from here on is counted from 0 and written to this file. */
  async begin(file: string): Promise<void> {
    await this.end();
    this.operations = 0;
    this.record = createWriteStream(file);
  }

  async end(): Promise<void> {
    const { record } = this;
    this.record = undefined;
    if (record) await new Promise((resolve) => record.end(resolve));
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
    this.agent.destroy();
  }

  private async forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { method = 'GET', url = '/', headers } = request;
    if (!isWaiting(method, url)) {
      this.operations++;
      const kept = keptHeaders.flatMap((name) =>
        headers[name] === undefined ? [] : [[name, String(headers[name])]],
      );
      const operation: TableOperation = {
        method,
        url,
        headers: Object.fromEntries(kept) as Record<string, string>,
        body: body.toString(),
      };
      this.record?.write(`${JSON.stringify(operation)}\n`);
    }
    const forwarded = httpRequest({
      port: this.targetPort,
      host: '127.0.0.1',
      method,
      path: url,
      headers,
      agent: this.agent,
    });
    forwarded.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.once('error', () => response.destroy());
    forwarded.end(body);
  }
}
