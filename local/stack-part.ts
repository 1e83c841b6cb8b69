import { type RunningPart, startPart } from './child-process';

/** One part of a stack: it can be ended and started again at the same addresses. */
export class StackPart<Addresses extends object> {
  private running: RunningPart<Addresses> | undefined;
  private known: Addresses | undefined;

  /**
   * @param options gives the part's options; `before` is where it served when it ran before, so that it can be there again
   * @param env further environment variables of its process
   * @param onLost told when the process ends without having been asked to
   */
  constructor(
    readonly name: string,
    readonly logFile: string,
    private readonly options: (before: Addresses | undefined) => object,
    private readonly env: () => Record<string, string>,
    private readonly onLost: () => void,
  ) {}

  /** Where it serves. */
  get addresses(): Addresses {
    if (this.known === undefined) throw new Error(`${this.name} has not been started.`);
    return this.known;
  }

  /** Its process, while it runs. */
  get pid(): number | undefined {
    return this.running?.pid;
  }

  async start(): Promise<Addresses> {
    if (this.running) throw new Error(`${this.name} is running already.`);
    const running = await startPart<Addresses>(this.name, this.options(this.known), {
      env: this.env(),
      logFile: this.logFile,
    });
    this.running = running;
    this.known = running.addresses;
    void running.exited.then(() => {
      if (this.running !== running) return;
      this.running = undefined;
      this.onLost();
    });
    return running.addresses;
  }

  /** Ends it in order, if it runs. */
  async stop(): Promise<void> {
    await this.take()?.stop();
  }

  /** Ends it as a power cut would, if it runs. */
  async kill(): Promise<void> {
    await this.take()?.kill();
  }

  /** From here on its end is no loss, but what was asked for. */
  private take(): RunningPart<Addresses> | undefined {
    const running = this.running;
    this.running = undefined;
    return running;
  }
}
