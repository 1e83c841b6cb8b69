import type { HttpCookie } from '../worker/functions-core';

const sameSiteNames = { none: undefined, lax: 'Lax', strict: 'Strict', explicitNone: 'None' } as const;

/** The value of a Set-Cookie header (RFC 6265, section 4.1) for a cookie that a function returned. */
export function setCookie(cookie: HttpCookie): string {
  const { name, value, domain, path, expires, secure, httpOnly, sameSite, maxAge } = cookie;
  const seconds = expires?.value?.seconds;
  const site = sameSiteNames[sameSite ?? 'none'];
  return [
    `${name ?? ''}=${encodeURIComponent(value ?? '')}`,
    ...(typeof seconds === 'number' ? [`Expires=${new Date(seconds * 1000).toUTCString()}`] : []),
    ...(typeof maxAge?.value === 'number' ? [`Max-Age=${Math.trunc(maxAge.value)}`] : []),
    ...(domain?.value ? [`Domain=${domain.value}`] : []),
    `Path=${path?.value ?? '/'}`,
    ...(secure?.value ? ['Secure'] : []),
    ...(httpOnly?.value ? ['HttpOnly'] : []),
    ...(site ? [`SameSite=${site}`] : []),
  ].join('; ');
}
