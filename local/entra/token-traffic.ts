/** How many token requests a client made, and how many of them got a token. */
export interface ClientTraffic {
  requests: number;
  tokens: number;
}

/** Counts token requests, and makes some fail when a test asks for it. */
export class TokenTraffic {
  private readonly clients = new Map<string, ClientTraffic>();
  private fault: { status: number; left: number } | undefined;

  /** The next `count` token requests are answered with this status, whatever they say. */
  failNext(count: number, status: number): void {
    this.fault = { status, left: count };
  }

  /** The status that this request has to fail with, if it is one of those. */
  takeFault(): number | undefined {
    if (this.fault === undefined || this.fault.left === 0) return undefined;
    this.fault.left--;
    return this.fault.status;
  }

  count(clientId: string, gotToken: boolean): void {
    const known = this.clients.get(clientId) ?? { requests: 0, tokens: 0 };
    this.clients.set(clientId, { requests: known.requests + 1, tokens: known.tokens + (gotToken ? 1 : 0) });
  }

  report(): Record<string, ClientTraffic> {
    return Object.fromEntries(this.clients);
  }
}
