import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { UnauthenticatedError } from '../errors';

const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

/** All secrets are tried, so that the time does not tell which one it was. */
function isSignedWithOneOf(
  secrets: readonly string[],
  bytes: Buffer,
  headers: Record<string, string>,
): boolean {
  return secrets.reduce((found, secret) => isSignedWith(secret, bytes, headers) || found, false);
}

function isSignedWith(secret: string, bytes: Buffer, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(bytes, headers, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}

/**
 * Checks a signature after Standard Webhooks (standardwebhooks.com): HMAC-SHA-256 over id, time and body, with a time not
 * more than five minutes away, compared in constant time.
 * @param secrets one or, while it is rotated, several: base64, with or without `whsec_`
 * @throws UnauthenticatedError no signature of these secrets
 */
export function verifySignature(
  bytes: Buffer,
  header: (name: string) => string | undefined,
  secrets: readonly string[],
): void {
  const headers = Object.fromEntries(names.map((name) => [name, header(name) ?? '']));
  if (!isSignedWithOneOf(secrets, bytes, headers)) {
    throw new UnauthenticatedError(
      'The signature in "webhook-signature" is not one of this body under a secret of this app, or is older than five minutes.',
    );
  }
}
