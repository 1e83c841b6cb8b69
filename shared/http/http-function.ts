import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import type { Static, TSchema } from '@sinclair/typebox';
import { config, type Role } from '../config';
import { ProblemError } from '../errors';
import { createLogger, describeError, type Logger } from '../logger';
import { type Caller, requireRole } from '../security/authenticate-caller';
import { identifyCaller } from '../security/identify-caller';
import type { Services } from '../services';
import { chooseTrace } from '../telemetry/choose-trace';
import { inInvocation } from '../telemetry/invocation';
import { bodyChunks, drain, isContentType } from './body-chunks';
import { correlationIdFor } from './correlation-id';
import { type LazySchema, loadSchema } from './lazy-schema';
import { toProblem } from './problem';
import { readJson } from './read-json';
import { type Method, registerOperation } from './registered-operations';

/** What a handler is given: everything checked, nothing raw. */
export interface HttpCall<Body> {
  body: Body;
  /** Route parameters, decoded. */
  params: Record<string, string>;
  query: URLSearchParams;
  header: (name: string) => string | undefined;
  caller: Caller;
  services: Services;
  log: Logger;
}

/** A handler's answer: a status (200 unless said otherwise) and a JSON body, if any. */
export interface HttpAnswer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface HttpFunction<S extends TSchema> {
  method: Method;
  route: string;
  /** Who may call, by key; undefined for what anybody may see, and where `authenticate` decides. */
  role?: Role;
  /** For callers that have credentials of their own: throws before anything of the body is read. */
  authenticate?(call: Pick<HttpCall<unknown>, 'params' | 'header' | 'services'>): Promise<void>;
  /** For senders that sign what they send instead of showing a key: throws if the signature is not good. */
  signed?: (bytes: Buffer, header: HttpCall<unknown>['header']) => Promise<void>;
  /** Takes bodies of another content type, as they come. */
  stream?: {
    contentType: string;
    handle(call: HttpCall<AsyncIterable<Uint8Array>>): Promise<HttpAnswer>;
  };
  /** The schema of the body; better how to load it on first use, because a cold start only registers functions. */
  body?: LazySchema<S>;
  /** Largest body in bytes. */
  bodyLimit?: number;
  /** Names of the query parameters that it reads; the document of the API explains them. */
  query?: readonly string[];
  handle(call: HttpCall<Static<S>>): Promise<HttpAnswer>;
}

const oneMegabyte = 1024 * 1024;

/** Answers are data for one caller: never cached, framed, sniffed or run. */
const answerHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

function problemAnswer(error: unknown, correlationId: string, log: Logger): HttpResponseInit {
  const problem = toProblem(error, correlationId);
  if (problem.status >= 500) log.error('request failed', describeError(error));
  else log.info('request refused', { status: problem.status, code: problem.code });
  const wait = error instanceof ProblemError ? error.details.retryAfterSeconds : undefined;
  return {
    status: problem.status,
    body: JSON.stringify(problem),
    headers: {
      ...answerHeaders,
      'content-type': 'application/problem+json',
      'x-correlation-id': correlationId,
      ...(wait === undefined ? {} : { 'retry-after': String(Math.ceil(wait)) }),
      ...(error instanceof ProblemError ? error.details.headers : {}),
    },
  };
}

async function readBodyAs<S extends TSchema>(
  schema: LazySchema<S>,
  request: HttpRequest,
  limit: number,
  check?: (bytes: Buffer) => Promise<void>,
): Promise<Static<S>> {
  const value = await readJson(request, limit, check);
  const { validated } = await import('./validate');
  return validated(await loadSchema(schema), value);
}

function identify(request: HttpRequest, key: string | null, needed: Role): Caller {
  const principal = request.headers.get('x-ms-client-principal');
  return identifyCaller({ key, principal }, needed, {
    apiKeys: config.apiKeys(),
    easyAuth: config.easyAuth(),
  });
}

/**
 * Registers an HTTP function of the API: authenticates, checks the body against its schema, calls the handler and turns
 * what it answers or throws into JSON or a problem. The platform's own key check is left open ("anonymous") because
 * a caller may come with an Entra token instead of a key, and because a refusal has to say why.
 */
export function httpFunction<S extends TSchema>(name: string, definition: HttpFunction<S>): void {
  const handler = async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const correlationId = correlationIdFor(request.headers.get('x-correlation-id'));
    const trace = chooseTrace(request.headers.get('traceparent'), context.traceContext?.traceParent);
    const log = createLogger(context, { function: name, correlationId, traceId: trace.traceId });
    const answered = await inInvocation({ trace, log }, () => answer(request, correlationId, log));
    await drain(request);
    return answered;
  };
  const jsonOf = async (
    request: HttpRequest,
    check?: (bytes: Buffer) => Promise<void>,
  ): Promise<Static<S>> => {
    const { body: schema, bodyLimit = oneMegabyte } = definition;
    const body: unknown = schema ? await readBodyAs(schema, request, bodyLimit, check) : undefined;
    return body;
  };
  const answer = async (
    request: HttpRequest,
    correlationId: string,
    log: Logger,
  ): Promise<HttpResponseInit> => {
    try {
      const header = (wanted: string) => request.headers.get(wanted) ?? undefined;
      const { role, signed, stream } = definition;
      const key = request.headers.get('x-functions-key') ?? request.query.get('code');
      const streams = isContentType(request.headers.get('content-type'), stream?.contentType);
      // A signature is over the whole body, so what is read as it comes needs a key.
      const comesSigned = key === null && !streams && header('webhook-signature') !== undefined;
      const check = comesSigned && signed ? (bytes: Buffer) => signed(bytes, header) : undefined;
      const caller = role && !check ? identify(request, key, role) : { role: role ?? ('reader' as const) };
      if (role) requireRole(caller, role);
      // Loaded by the first call as well, and only by one that may be made.
      const { getServices } = await import('../services');
      const services = getServices();
      await definition.authenticate?.({ params: request.params, header, services });
      const { params, query } = request;
      const call = { params, query, header, caller, services, log };
      const {
        status = 200,
        body: content,
        headers,
      } = stream && streams
        ? await stream.handle({ ...call, body: bodyChunks(request) })
        : await definition.handle({ ...call, body: await jsonOf(request, check) });
      return {
        status,
        ...(content === undefined ? {} : { body: JSON.stringify(content) }),
        headers: {
          ...answerHeaders,
          ...(content === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
          'x-correlation-id': correlationId,
          ...headers,
        },
      };
    } catch (error) {
      return problemAnswer(error, correlationId, log);
    }
  };
  const { method, route, role, body, query = [] } = definition;
  const ownCredentials = definition.authenticate !== undefined;
  registerOperation({ name, method, route, role, body, query, ownCredentials });
  app.http(name, { methods: [method], authLevel: 'anonymous', route, handler });
}
