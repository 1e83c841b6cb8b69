import type { Measurement } from './metric';

/** A request that this app has sent, and what came of it: a status, or what it failed with. */
export interface SentRequest {
  method: string;
  url: URL;
  durationMs: number;
  status?: number;
  failure?: unknown;
}

const codeOf = (failure: unknown): string => {
  if (typeof failure !== 'object' || failure === null) return 'unknown';
  if ('code' in failure && typeof failure.code === 'string') return failure.code;
  return failure instanceof Error ? failure.name : 'unknown';
};

const portOf = ({ port, protocol }: URL) => (port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port));

/** OpenTelemetry semantic conventions for HTTP, metric `http.client.request.duration`: no path, which names projects. */
export function httpClientDuration({ method, url, durationMs, status, failure }: SentRequest): Measurement {
  const failed = status === undefined || status >= 400;
  return {
    name: 'http.client.request.duration',
    value: Math.round(durationMs) / 1000,
    unit: 's',
    attributes: {
      'http.request.method': method,
      'server.address': url.hostname,
      'server.port': portOf(url),
      ...(status === undefined ? {} : { 'http.response.status_code': status }),
      ...(failed ? { 'error.type': status === undefined ? codeOf(failure) : String(status) } : {}),
    },
  };
}
