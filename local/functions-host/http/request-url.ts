import type { IncomingMessage } from 'node:http';

/** The URL a caller meant, from request line and Host header; undefined if they make none. */
export function requestUrl({
  url = '/',
  headers,
}: Pick<IncomingMessage, 'url' | 'headers'>): URL | undefined {
  const text = url.startsWith('/') ? `http://${headers.host ?? 'localhost'}${url}` : url;
  return URL.canParse(text) && /^https?:/.test(text) ? new URL(text) : undefined;
}
