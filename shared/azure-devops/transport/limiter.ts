import { setTimeout as sleepFor } from 'node:timers/promises';
import { ThrottledError } from '../errors';
import { howLongToWait } from './how-long-to-wait';

export interface LimiterOptions {
  /** Requests under way at once; halved while Azure DevOps throttles. */
  mostConcurrent?: number;
  /** Longer waits are handed back as ThrottledError: a queue can wait, an invocation costs time. */
  longestWaitMs?: number;
  now?: () => number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

const sleepNow = async (ms: number, signal?: AbortSignal) => sleepFor(ms, undefined, { signal });

/** Keeps the requests to one organization within what it bears; shared by everything this instance does. */
export class OrganizationLimiter {
  private readonly mostConcurrent: number;
  private readonly longestWaitMs: number;
  private readonly now: () => number;
  private readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  private readonly waiting: (() => void)[] = [];
  private concurrent: number;
  private running = 0;
  private untroubled = 0;
  private closedUntil = 0;

  constructor({
    mostConcurrent = 8,
    longestWaitMs = 20_000,
    now = Date.now,
    sleep = sleepNow,
  }: LimiterOptions = {}) {
    this.mostConcurrent = mostConcurrent;
    this.concurrent = mostConcurrent;
    this.longestWaitMs = longestWaitMs;
    this.now = now;
    this.sleep = sleep;
  }

  /**
   * Runs one request when the organization may be called again.
   * @throws ThrottledError that would take too long
   */
  async run<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      await this.enter(signal);
    } catch (error) {
      // Whoever was woken for a place and does not take it passes it on.
      this.admit();
      throw error;
    }
    try {
      return await request();
    } finally {
      this.leave();
    }
  }

  /** Learns from the headers of an answer. */
  note(status: number, headers: Readonly<Record<string, string | undefined>>): void {
    const wait = howLongToWait(headers, this.now());
    if (wait > 0 || status === 429) {
      this.closedUntil = Math.max(this.closedUntil, this.now() + wait);
      this.concurrent = Math.max(1, Math.floor(this.concurrent / 2));
      this.untroubled = 0;
      return;
    }
    if (this.concurrent === this.mostConcurrent) return;
    this.untroubled += 1;
    if (this.untroubled < this.concurrent * 2) return;
    this.untroubled = 0;
    this.concurrent += 1;
    this.admit();
  }

  private async enter(signal: AbortSignal | undefined): Promise<void> {
    let waited = 0;
    for (;;) {
      signal?.throwIfAborted();
      const wait = this.closedUntil - this.now();
      if (waited + wait > this.longestWaitMs) throw new ThrottledError(Math.ceil(wait / 1000));
      if (wait > 0) {
        waited += wait;
        await this.sleep(wait, signal);
      } else if (this.running < this.concurrent) {
        this.running += 1;
        return;
      } else {
        await this.turn(signal);
      }
    }
  }

  private leave(): void {
    this.running -= 1;
    this.admit();
  }

  /** Wakes those in front of the queue as far as there is room; each looks again whether it may. */
  private admit(): void {
    for (const wake of this.waiting.splice(0, Math.max(0, this.concurrent - this.running))) wake();
  }

  private turn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.waiting.splice(this.waiting.indexOf(wake), 1);
        resolve();
      };
      this.waiting.push(wake);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }
}
