import type { DeliveryJob, NextAttempt } from './delivery-job';
import { defaultKnobs, type HookKnobs } from './hook-knobs';
import { ReorderWindow } from './reorder-window';
import { seededRandom } from './seeded-random';
import { SimulatedTimers } from './simulated-timers';

/** Deliveries under way at a time. */
const concurrency = 16;

/** Decides when which job is attempted, under the knobs. */
export class DeliveryQueue {
  private current = defaultKnobs;
  private random = seededRandom(defaultKnobs.seed);
  /** Jobs since the knobs were turned. */
  private jobs = 0;
  /** All that drain waits for. */
  private readonly pending = new Set<DeliveryJob>();
  private readonly ready = new Set<DeliveryJob>();
  private readonly onProbation = new Set<DeliveryJob>();
  private readonly delays = new Set<NodeJS.Timeout>();
  private readonly window = new ReorderWindow<DeliveryJob>((job) => this.delay(job));
  private readonly timers = new SimulatedTimers();
  private whenIdle: (() => void)[] = [];
  private inFlight = 0;
  private stopped = false;

  constructor(
    /** Makes one attempt; says when to try again, if at all. Must not reject. */
    private readonly attempt: (job: DeliveryJob) => Promise<NextAttempt | undefined>,
  ) {}

  get knobs(): HookKnobs {
    return this.current;
  }

  turn(knobs: HookKnobs): void {
    this.current = knobs;
    this.random = seededRandom(knobs.seed);
    this.jobs = 0;
    this.timers.setScale(knobs.timeScale);
    if (knobs.reorder < 2) this.window.flush(this.random);
    this.pump();
  }

  /** @returns what the knobs made of it */
  add(job: DeliveryJob): 'queued' | 'duplicated' | 'dropped' {
    const { drop, duplicate, reorder } = this.current;
    this.jobs += 1;
    const isTurn = (every: number) => every > 0 && this.jobs % every === 0;
    if (isTurn(drop)) return 'dropped';
    const jobs = isTurn(duplicate) ? [job, { ...job, isCopy: true }] : [job];
    for (const one of jobs) {
      this.pending.add(one);
      this.window.add(one, reorder, this.random);
    }
    return jobs.length > 1 ? 'duplicated' : 'queued';
  }

  counts() {
    const waiting = this.pending.size - this.inFlight;
    return { queued: waiting, inFlight: this.inFlight, onProbation: this.onProbation.size };
  }

  /** Waits until nothing is left but what is on probation. @returns whether that came true in time */
  async drain(timeoutMs: number): Promise<boolean> {
    this.window.flush(this.random);
    if (this.pending.size === 0) return true;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), timeoutMs);
      this.whenIdle.push(() => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }

  stop(): void {
    this.stopped = true;
    this.timers.clear();
    this.window.clear();
    for (const delay of this.delays) clearTimeout(delay);
    for (const jobs of [this.pending, this.ready, this.onProbation]) jobs.clear();
    this.tellIdle();
  }

  private delay(job: DeliveryJob): void {
    const delay = setTimeout(() => {
      this.delays.delete(delay);
      this.makeReady(job);
    }, this.current.delayMs);
    this.delays.add(delay);
  }

  private makeReady(job: DeliveryJob): void {
    this.ready.add(job);
    this.pump();
  }

  private pump(): void {
    for (const job of this.ready) {
      if (this.current.paused || this.inFlight >= concurrency) return;
      this.ready.delete(job);
      this.inFlight += 1;
      void this.attempt(job).then((next) => {
        this.inFlight -= 1;
        this.schedule(job, next);
        this.pump();
      });
    }
  }

  private schedule(job: DeliveryJob, next: NextAttempt | undefined): void {
    if (this.stopped) return;
    if (next?.step === 'retry') {
      this.timers.after(next.afterSeconds, () => this.makeReady(job));
      return;
    }
    this.pending.delete(job);
    if (next) {
      this.onProbation.add(job);
      this.timers.after(next.afterSeconds, () => {
        this.onProbation.delete(job);
        this.pending.add(job);
        this.makeReady(job);
      });
    }
    if (this.pending.size === 0) this.tellIdle();
  }

  private tellIdle(): void {
    const told = this.whenIdle;
    this.whenIdle = [];
    for (const tell of told) tell();
  }
}
