import { textAt } from '../answers/json-values';

/** Failures while connecting: not a byte of the request has left. Codes of Node (errno, OpenSSL), undici and our guard of addresses. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ERR_ADDRESS_NOT_PUBLIC',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Decides whether a request whose exchange failed can have reached the server. In doubt: yes. */
export function wasItSent(failure: unknown): boolean {
  return !beforeSending.has(textAt(failure, 'code') ?? '');
}
