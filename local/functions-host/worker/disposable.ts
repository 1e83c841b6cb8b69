/** The worker's class for taking a registration back; the same shape as in editors' extension interfaces. */
export class Disposable {
  constructor(private onDispose: (() => unknown) | undefined) {}

  /** One that disposes of all the given ones. */
  static from(...others: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => others.forEach((other) => other.dispose()));
  }

  dispose(): void {
    const onDispose = this.onDispose;
    this.onDispose = undefined;
    onDispose?.();
  }
}
