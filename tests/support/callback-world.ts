import { Mailbox } from '../../local/callback-receiver/mailbox';
import type { Callback } from '../../shared/callbacks/callback';
import { callbackMessageSchema } from '../../shared/callbacks/callback-message';
import { createCallbacks } from '../../shared/callbacks/create-callbacks';
import { ConnectorStore } from '../../shared/connectors/connector-store';
import { validated } from '../../shared/http/validate';
import { createLogger } from '../../shared/logger';
import { TicketStore } from '../../shared/tickets/ticket-store';
import { aConnector } from './builders/a-connector';
import { CrashError, CrashPoint } from './crash';
import { MemorySecrets } from './memory-secrets';
import { MemorySender } from './memory-sender';
import { MemoryTable } from './memory-table';

const mostRuns = 500;

/** What a process has of its own: its caches. */
export type CallbackProcess = ReturnType<CallbackWorld['open']>;

/** Tickets whose changes are told to a mailbox that checks signatures; tables and the queue are in memory. */
export class CallbackWorld {
  /** Ends the process at a call to a table, the queue or the endpoint. */
  readonly crash = new CrashPoint();
  readonly sender = new MemorySender(this.crash);
  readonly ticketTable = new MemoryTable(this.crash);
  readonly indexTable = new MemoryTable(this.crash);
  readonly endpointTable = new MemoryTable(this.crash);
  readonly connectors = new ConnectorStore(new MemoryTable());
  readonly secrets = new MemorySecrets();
  readonly mailbox = new Mailbox();
  /** Processes that died. */
  deaths = 0;
  readonly logged: string[] = [];
  readonly connector = aConnector({ callbackUrl: 'https://nucleus.example/hooks' });
  process = this.open();
  readonly log = createLogger({
    log: () => undefined,
    warn: (line) => this.logged.push(line),
    error: (line) => this.logged.push(line),
  });

  /** Saves the connector, and tells the mailbox its secret. */
  async start(): Promise<void> {
    const secret = await this.process.callbacks.administration.prepare(this.connector);
    await this.connectors.save(this.connector);
    this.mailbox.set({ secrets: [secret ?? ''] });
  }

  /** A new process, in place of the one before. */
  restart(): void {
    this.deaths++;
    this.crash.revive();
    this.process = this.open();
  }

  /** Does something as often as it takes until no process dies of it. */
  async insist(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof CrashError)) throw error;
      this.restart();
      await this.insist(work);
    }
  }

  /** Handles what is in the queue until it is empty; the clock (a fake one) goes to what is scheduled. */
  async drain(): Promise<void> {
    for (let runs = 0; this.sender.taken.length > 0; runs++) {
      if (runs > mostRuns) throw new Error('The queue never gets empty.');
      const due = this.sender.taken.map(({ scheduledFor }) => scheduledFor?.getTime() ?? 0);
      const next = due.indexOf(Math.min(...due));
      const [message] = this.sender.taken.splice(next, 1);
      if (!message) return;
      jest.setSystemTime(Math.max(Date.now(), due[next] ?? 0));
      const body = validated(callbackMessageSchema, message.body);
      await this.insist(() => this.process.callbacks.sender.send(body, this.log));
    }
  }

  /** What reconciliation does, some minutes later. */
  async reconcile(): Promise<void> {
    jest.setSystemTime(Date.now() + 20 * 60_000);
    await this.insist(() => this.process.callbacks.unsent.resend(this.connector.id));
    await this.drain();
  }

  /** What the mailbox has taken, in the order of arrival. */
  heard(): Callback[] {
    return this.mailbox.view().messages.map(({ body }) => body as Callback);
  }

  private open() {
    const callbacks = createCallbacks({
      connectors: this.connectors,
      endpoints: this.endpointTable,
      tickets: this.ticketTable,
      ticketIndex: this.indexTable,
      secrets: this.secrets,
      sender: this.sender,
      post: {
        post: (_url, headers, body) =>
          this.crash.around(() => ({ status: this.mailbox.receive(headers, body) })),
      },
      configuredHosts: () => [],
    });
    return { callbacks, tickets: new TicketStore(this.ticketTable, this.indexTable, callbacks.outbox) };
  }
}
