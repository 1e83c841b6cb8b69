import type { Agent, Dispatcher } from 'undici';
import { retryAfterSeconds } from '../azure-devops/answers/retry-after';
import { isAllowedCallback, isVouchedFor } from '../security/outbound-callback';
import { publicLookup } from '../security/public-lookup';
import type { PostResult } from './judge-answer';
import { sayUnreachable } from './say-unreachable';

/** From connecting to the end of the answer (Standard Webhooks 1.0, "Request timeout": 15 to 30 seconds). */
const timeoutMs = 15_000;

/** Answers are not read; a connection whose answer is longer than this is closed. */
const mostAnswerBytes = 16 * 1024;

/** Posts messages. One exchange per call: no redirect is followed, nothing is repeated, the answer's body is dropped. */
export class CallbackPost {
  private agents: Promise<{ publicOnly: Agent; vouchedFor: Agent }> | undefined;

  constructor(private readonly configuredHosts: () => readonly string[]) {}

  async post(address: string, headers: Record<string, string>, body: string): Promise<PostResult> {
    const url = new URL(address);
    const hosts = this.configuredHosts();
    if (!isAllowedCallback(url, hosts))
      return { unreachable: 'The callback URL is not allowed (any more); see OUTBOUND_ALLOWED_HOSTS.' };
    const { publicOnly, vouchedFor } = await this.connect();
    try {
      const answer = await (isVouchedFor(url, hosts) ? vouchedFor : publicOnly).request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      await drop(answer);
      const wait = retryAfterSeconds(String(answer.headers['retry-after'] ?? ''), Date.now());
      return { status: answer.statusCode, ...(wait === undefined ? {} : { retryAfterSeconds: wait }) };
    } catch (error) {
      return { unreachable: sayUnreachable(error) };
    }
  }

  async close(): Promise<void> {
    const agents = await this.agents;
    this.agents = undefined;
    await Promise.all([agents?.publicOnly.close(), agents?.vouchedFor.close()]);
  }

  /** Loaded on first use. Names are resolved by the lookup that the socket itself connects with. */
  private connect() {
    this.agents ??= import('./undici-agent').then(({ Agent }) => ({
      publicOnly: new Agent({ connections: 8, connect: { timeout: 10_000, lookup: publicLookup } }),
      vouchedFor: new Agent({ connections: 8, connect: { timeout: 10_000 } }),
    }));
    return this.agents;
  }
}

/** The status has been said by then: what goes wrong with the rest of the answer does not change it. */
async function drop({ body }: Dispatcher.ResponseData): Promise<void> {
  await body.dump({ limit: mostAnswerBytes }).catch(() => undefined);
}
