import { Webhook } from 'standardwebhooks';

/**
 * The headers of one attempt (Standard Webhooks 1.0, "Webhook headers"). The time is that of the attempt, because
 * receivers refuse old ones; the id is that of the message. A signature per secret, so that a rotation loses nothing.
 */
export function signCallback(
  id: string,
  body: string,
  secrets: readonly string[],
  at: Date,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'nucleus-azure-devops-connector',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}
