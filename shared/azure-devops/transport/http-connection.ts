import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Agent, Dispatcher } from 'undici';
import type { HttpAnswer } from '../answers/read-answer';
import type { Resolve } from '../../security/guarded-lookup';
import { InvalidAnswerError } from '../errors';

export interface HttpRequest {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: URL;
  headers: Record<string, string>;
  body?: string;
  /** How long the answer may take to begin; a batch of 200 takes its time. */
  timeoutMs: number;
  signal?: AbortSignal;
}

export interface ConnectionOptions {
  /** Per host: outbound connections are scarce on Functions (SNAT ports). */
  mostConnections?: number;
  /** Hosts (`name` or `name:port`) that may be in a network of one's own; all others have to be on the internet. */
  configuredHosts?: readonly string[];
  /** Looks names up; as the system does unless said otherwise. */
  resolve?: Resolve;
}

/** Far above any page of the reporting API; a guard against an answer without end. */
const mostAnswerBytes = 64 * 1024 * 1024;

const decompress = promisify(gunzip);

/**
 * HTTP with connections kept alive and shared by all organizations. One exchange per call: no redirect is followed,
 * nothing is repeated, and what fails on the way is thrown as it is.
 */
export class HttpConnections {
  private agent: Promise<{ agent: Agent; request: Dispatcher['request'] }> | undefined;

  constructor(private readonly options: ConnectionOptions = {}) {}

  async exchange({ method, url, headers, body, timeoutMs, signal }: HttpRequest): Promise<HttpAnswer> {
    const { request } = await this.connect();
    const answer = await request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method,
      headers: { 'accept-encoding': 'gzip', ...headers },
      body,
      headersTimeout: timeoutMs,
      signal,
    });
    const bytes = await readAtMost(answer.body, mostAnswerBytes);
    const zipped = answer.headers['content-encoding'] === 'gzip' && bytes.length > 0;
    const plain = zipped ? await decompress(bytes, { maxOutputLength: mostAnswerBytes }) : bytes;
    return { status: answer.statusCode, headers: singleValues(answer.headers), text: plain.toString('utf8') };
  }

  async close(): Promise<void> {
    const connected = await this.agent;
    this.agent = undefined;
    await connected?.agent.close();
  }

  /** Loaded on first use: the library takes longer to load than all functions together. */
  private connect() {
    this.agent ??= import('./undici-agent').then(({ Agent, guardedConnector }) => {
      const { mostConnections = 16, configuredHosts = [], resolve } = this.options;
      const agent = new Agent({
        connections: mostConnections,
        connect: guardedConnector({ configuredHosts, timeoutMs: 10_000, resolve }),
        keepAliveTimeout: 30_000,
        bodyTimeout: 60_000,
      });
      return { agent, request: agent.request.bind(agent) };
    });
    return this.agent;
  }
}

const singleValues = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );

async function readAtMost(body: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) throw new InvalidAnswerError(`An answer came that is larger than ${limit} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
