import { Webhook } from 'standardwebhooks';

/** A message that was taken. */
export interface ReceivedMessage {
  id: string;
  receivedAt: string;
  body: unknown;
}

/** What somebody who listens sees of a mailbox. */
export interface MailboxView {
  /** Each once, in the order of their first arrival. */
  messages: ReceivedMessage[];
  /** Messages that came again. */
  repeated: number;
  /** Deliveries whose signature did not hold. */
  refused: number;
  /** Deliveries that were answered with a failure because somebody asked for that. */
  failed: number;
}

/** What a mailbox is told. */
export interface MailboxSettings {
  /** Signing secrets, `whsec_…`; any one of them will do. */
  secrets?: string[];
  /** Statuses to answer the next deliveries with, one each. */
  answers?: number[];
}

/** Receives as Standard Webhooks asks of a receiver: checks the signature over the raw body, and takes each id once. */
export class Mailbox {
  private secrets: string[] = [];
  private answers: number[] = [];
  private readonly messages = new Map<string, ReceivedMessage>();
  private repeated = 0;
  private refused = 0;
  private failed = 0;

  set({ secrets, answers }: MailboxSettings): void {
    this.secrets = secrets ?? this.secrets;
    this.answers = answers ?? this.answers;
  }

  /** @returns the status to answer with */
  receive(headers: Record<string, string>, body: string): number {
    const answer = this.answers.shift();
    if (answer !== undefined && answer >= 300) {
      this.failed++;
      return answer;
    }
    const id = headers['webhook-id'] ?? '';
    if (!this.secrets.some((secret) => holds(secret, headers, body))) {
      this.refused++;
      return 401;
    }
    if (this.messages.has(id)) this.repeated++;
    else
      this.messages.set(id, { id, receivedAt: new Date().toISOString(), body: JSON.parse(body) as unknown });
    return answer ?? 204;
  }

  view(): MailboxView {
    const { repeated, refused, failed } = this;
    return { messages: [...this.messages.values()], repeated, refused, failed };
  }
}

function holds(secret: string, headers: Record<string, string>, body: string): boolean {
  try {
    new Webhook(secret).verify(body, headers, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}
