import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Agent, request } from 'undici';
import type { Envelope } from '../events/envelope';
import { readHttpHeaders } from '../subscriptions/http-headers';
import type { Inputs } from '../subscriptions/subscription';

/** What came back of an attempt. */
export interface PostAnswer {
  /** undefined: no answer. */
  status: number | undefined;
  headers: Record<string, string>;
  /** The beginning of it. */
  body: string;
  error?: string;
  seconds: number;
}

/** Characters kept of an answer. */
const keptOfBody = 4_096;

/** The headers of a delivery (facts: azure-devops.md sections 7.2 and 7.4): the activity id is new with every attempt. */
export function deliveryHeaders(subscriptionId: string, inputs: Inputs): Record<string, string> {
  const { basicAuthUsername = '', basicAuthPassword = '' } = inputs;
  const credentials = Buffer.from(`${basicAuthUsername}:${basicAuthPassword}`).toString('base64');
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'X-VSS-ActivityId': randomUUID(),
    'X-VSS-SubscriptionId': subscriptionId,
    'Request-Id': `|${randomUUID()}.1.`,
    ...readHttpHeaders(inputs.httpHeaders),
    ...(credentials !== 'Og==' && { Authorization: `Basic ${credentials}` }),
  };
}

async function readBeginning(body: Readable): Promise<string> {
  let text = '';
  body.setEncoding('utf8');
  for await (const chunk of body) {
    text += String(chunk);
    if (text.length >= keptOfBody) return text.slice(0, keptOfBody);
  }
  return text;
}

/** Posts events to receivers over kept-alive connections. */
export class EventPoster {
  private readonly careful = new Agent();
  private readonly trusting = new Agent({ connect: { rejectUnauthorized: false } });

  /** Never rejects; a redirection is an answer like any other and is not followed. */
  async post(
    inputs: Inputs,
    headers: Record<string, string>,
    event: Envelope,
    timeoutMs: number,
  ): Promise<PostAnswer> {
    const start = performance.now();
    const seconds = () => Math.round(performance.now() - start) / 1_000;
    try {
      const answer = await request(inputs.url ?? '', {
        method: 'POST',
        headers,
        body: JSON.stringify(event),
        signal: AbortSignal.timeout(timeoutMs),
        dispatcher: inputs.acceptUntrustedCerts?.toLowerCase() === 'true' ? this.trusting : this.careful,
      });
      const entries = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const);
      return {
        status: answer.statusCode,
        headers: Object.fromEntries(entries),
        body: await readBeginning(answer.body),
        seconds: seconds(),
      };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { status: undefined, headers: {}, body: '', error: message, seconds: seconds() };
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.careful.destroy(), this.trusting.destroy()]);
  }
}
