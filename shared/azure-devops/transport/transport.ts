import { setTimeout as sleepFor } from 'node:timers/promises';
import { type HttpAnswer, readAnswer } from '../answers/read-answer';
import {
  AzureDevOpsError,
  CredentialsError,
  InvalidAnswerError,
  NotAMemberError,
  UnavailableError,
} from '../errors';
import type { Logger } from '../../logger';
import { currentTraceParent } from '../../telemetry/invocation';
import { measureExchange } from '../../telemetry/measure-exchange';
import type { TokenRequest, TokenSource } from '../sign-in/token-source';
import type { HttpConnections, HttpRequest } from './http-connection';
import type { OrganizationLimiter } from './limiter';
import { type Effect, asSeenByCaller, isOutcomeUnknown } from './outcome';
import { retryDelayMs } from './retry-delay';
import { wasItSent } from './was-it-sent';

/** One operation of the REST API. */
export interface ApiRequest {
  method: HttpRequest['method'];
  /** Within the organization. */
  url: URL;
  /** Sent as JSON. */
  body?: unknown;
  contentType?: string;
  accept?: string;
  effect: Effect;
  timeoutMs?: number;
  signal?: AbortSignal;
}

export interface ApiAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined for an empty body. */
  body: unknown;
  /** An earlier sending was lost on the way back: what this answer says of a conflict may be our own doing. */
  afterLostReply: boolean;
}

export interface TransportParts {
  organizationUrl: string;
  connections: HttpConnections;
  limiter: OrganizationLimiter;
  tokens: TokenSource;
  requestToken: TokenRequest;
  log?: Logger;
  now?: () => number;
  random?: () => number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<unknown>;
}

type Attempt = { ok: true; answer: HttpAnswer; body: unknown } | { ok: false; error: AzureDevOpsError };

/**
 * The one way in which requests reach an organization: limiter, token, exchange, reading, and sending again where that
 * is safe. Nothing else in this project calls Azure DevOps.
 */
export class Transport {
  readonly organizationUrl: string;
  readonly now: () => number;
  readonly random: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<unknown>;

  constructor(private readonly parts: TransportParts) {
    this.organizationUrl = parts.organizationUrl;
    this.now = parts.now ?? Date.now;
    this.random = parts.random ?? Math.random;
    this.sleep = parts.sleep ?? ((ms, signal) => sleepFor(ms, undefined, { signal }));
  }

  /** @throws AzureDevOpsError see errors.ts */
  async send(request: ApiRequest): Promise<ApiAnswer> {
    this.assertWithinOrganization(request.url);
    const history = { afterLostReply: false };
    try {
      return await this.sendUntilAnswered(request, history);
    } catch (error) {
      if (!(error instanceof AzureDevOpsError)) throw error;
      throw asSeenByCaller(error, request.effect, history.afterLostReply);
    }
  }

  private async sendUntilAnswered(
    request: ApiRequest,
    history: { afterLostReply: boolean },
  ): Promise<ApiAnswer> {
    const { tokens, requestToken, log } = this.parts;
    let token = await tokens.get(requestToken);
    let renewed = false;
    for (let attempt = 1; ; attempt += 1) {
      const result = await this.attempt(request, token);
      if (result.ok) {
        const { status, headers } = result.answer;
        return { status, headers, body: result.body, afterLostReply: history.afterLostReply };
      }
      const { error } = result;
      if (!renewed && (error instanceof CredentialsError || error instanceof NotAMemberError)) {
        // A token can end early, and an ended one may be answered like a missing membership.
        renewed = true;
        token = await tokens.insteadOf(token, requestToken);
        continue;
      }
      const delay = retryDelayMs(error, attempt, request.effect !== 'once', this.random());
      if (delay === undefined) throw error;
      history.afterLostReply ||= isOutcomeUnknown(error);
      log?.info('Azure DevOps request is sent again', {
        ...about(request, error),
        attempt,
        delay,
      });
      await this.sleep(delay, request.signal);
      token = await tokens.get(requestToken);
    }
  }

  private async attempt(request: ApiRequest, token: string): Promise<Attempt> {
    const { limiter, connections, log } = this.parts;
    return limiter.run(async () => {
      let answer: HttpAnswer;
      try {
        const exchange = () => connections.exchange(toHttp(request, token));
        answer = await measureExchange(log, request, exchange, ({ status }) => status);
      } catch (failure) {
        request.signal?.throwIfAborted();
        if (failure instanceof InvalidAnswerError) return { ok: false, error: failure };
        return { ok: false, error: new UnavailableError(wasItSent(failure), { cause: failure }) };
      }
      limiter.note(answer.status, answer.headers);
      const read = readAnswer(answer, this.organizationUrl, this.now());
      if (read.ok) return { ok: true, answer, body: read.body };
      log?.info('Azure DevOps answered with an error', {
        ...about(request, read.error),
        status: answer.status,
      });
      return read;
    }, request.signal);
  }

  /** Learns what an answer says of the rate limit; for those that come inside another. */
  note({ status, headers }: Pick<HttpAnswer, 'status' | 'headers'>): void {
    this.parts.limiter.note(status, headers);
  }

  /** Names go into addresses; whatever they are, no token leaves the organization. */
  private assertWithinOrganization(url: URL): void {
    if (url.href.startsWith(`${this.organizationUrl}/`)) return;
    throw new InvalidAnswerError('The address to be called lies outside of the organization.');
  }
}

const toHttp = (request: ApiRequest, token: string): HttpRequest => ({
  method: request.method,
  url: request.url,
  headers: {
    accept: request.accept ?? 'application/json',
    authorization: `Bearer ${token}`,
    'user-agent': 'nucleus-azure-devops-connector',
    // A bad token is answered 401 instead of with a page to sign in (facts: azure-devops.md section 1.3).
    'x-tfs-fedauthredirect': 'Suppress',
    ...traceHeader(currentTraceParent()),
    ...(request.body === undefined ? {} : { 'content-type': request.contentType ?? 'application/json' }),
  },
  body: request.body === undefined ? undefined : JSON.stringify(request.body),
  timeoutMs: request.timeoutMs ?? 30_000,
  signal: request.signal,
});

const traceHeader = (traceparent: string | undefined): Record<string, string> =>
  traceparent === undefined ? {} : { traceparent };

/** For logs: enough to find the request at Azure DevOps, nothing of its content. */
const about = ({ method, url }: ApiRequest, { details, activityId }: AzureDevOpsError) => ({
  method,
  path: url.pathname,
  code: details.code,
  activityId,
});
