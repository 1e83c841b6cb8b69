/** A bearer token and when it ends (milliseconds since 1970). */
export interface AccessToken {
  token: string;
  expiresOn: number;
}

/** Renewed this long before its end, or in the last fifth of a shorter life. */
const renewBeforeMs = 5 * 60_000;

interface HeldToken extends AccessToken {
  renewAt: number;
}

/** How to get a token: with the secret of whoever asks. */
export type TokenRequest = () => Promise<AccessToken>;

/**
 * One token for everybody who enters as the same application. Callers that come together share one request; a failure
 * is thrown to them and not kept. While a token still holds, a failure to renew it harms nobody.
 */
export class TokenSource {
  private held: HeldToken | undefined;
  private underWay: Promise<HeldToken> | undefined;

  constructor(private readonly now: () => number = Date.now) {}

  /** A token that holds. */
  async get(request: TokenRequest): Promise<string> {
    const held = this.held;
    if (held !== undefined && this.now() < held.renewAt) return held.token;
    try {
      return (await this.renewed(request)).token;
    } catch (error) {
      if (held !== undefined && held === this.held && this.now() < held.expiresOn) return held.token;
      throw error;
    }
  }

  /** Another token than this one, which was refused; the first to say so asks for it. */
  async insteadOf(refused: string, request: TokenRequest): Promise<string> {
    if (this.held?.token === refused) this.held = undefined;
    return this.get(request);
  }

  /** Takes over a token that was got otherwise. */
  hold({ token, expiresOn }: AccessToken): HeldToken {
    const margin = Math.min(renewBeforeMs, (expiresOn - this.now()) / 5);
    this.held = { token, expiresOn, renewAt: expiresOn - margin };
    return this.held;
  }

  private renewed(request: TokenRequest): Promise<HeldToken> {
    this.underWay ??= request()
      .then((token) => this.hold(token))
      .finally(() => (this.underWay = undefined));
    return this.underWay;
  }
}
