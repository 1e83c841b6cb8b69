import type { Agent, Dispatcher } from 'undici';
import { retryAfterSeconds } from '../azure-devops/answers/retry-after';
import { isAllowedCallback } from '../security/outbound-callback';
import { currentTraceParent, invocationLog } from '../telemetry/invocation';
import { measureExchange } from '../telemetry/measure-exchange';
import type { PostResult } from './judge-answer';
import { sayUnreachable } from './say-unreachable';

/** From connecting to the end of the answer (Standard Webhooks 1.0, "Request timeout": 15 to 30 seconds). */
const defaultTimeoutMs = 15_000;

/** Answers are not read; a connection whose answer is longer than this is closed. */
const mostAnswerBytes = 16 * 1024;

/** Posts messages. One exchange per call: no redirect is followed, nothing is repeated, the answer's body is dropped. */
export class CallbackPost {
  private agent: Promise<Agent> | undefined;

  constructor(
    private readonly configuredHosts: () => readonly string[],
    private readonly timeoutMs = defaultTimeoutMs,
  ) {}

  async post(address: string, headers: Record<string, string>, body: string): Promise<PostResult> {
    const url = new URL(address);
    if (!isAllowedCallback(url, this.configuredHosts()))
      return { unreachable: 'The callback URL is not allowed (any more); see OUTBOUND_ALLOWED_HOSTS.' };
    const agent = await this.connect();
    const traceparent = currentTraceParent();
    const method = 'POST';
    const exchange = () =>
      agent.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method,
        headers: { ...headers, ...(traceparent === undefined ? {} : { traceparent }) },
        body,
        signal: AbortSignal.timeout(this.timeoutMs),
      });
    try {
      const answer = await measureExchange(
        invocationLog,
        { method, url },
        exchange,
        ({ statusCode }) => statusCode,
      );
      await drop(answer);
      const wait = retryAfterSeconds(String(answer.headers['retry-after'] ?? ''), Date.now());
      return { status: answer.statusCode, ...(wait === undefined ? {} : { retryAfterSeconds: wait }) };
    } catch (error) {
      return { unreachable: sayUnreachable(error) };
    }
  }

  async close(): Promise<void> {
    const agent = await this.agent;
    this.agent = undefined;
    await agent?.close();
  }

  /** Loaded on first use. */
  private connect(): Promise<Agent> {
    const configuredHosts = this.configuredHosts();
    this.agent ??= import('./undici-agent').then(
      ({ Agent, guardedConnector }) =>
        new Agent({ connections: 8, connect: guardedConnector({ configuredHosts, timeoutMs: 10_000 }) }),
    );
    return this.agent;
  }
}

/** The status has been said by then: what goes wrong with the rest of the answer does not change it. */
async function drop({ body }: Dispatcher.ResponseData): Promise<void> {
  await body.dump({ limit: mostAnswerBytes }).catch(() => undefined);
}
