/**
 * How a part of the local platform (broker, simulator, host …) talks to whoever started it. Each part is a process of
 * its own, as on Azure, so that killing one is like losing it there.
 *
 * - Its options come as JSON in the environment variable PART_OPTIONS.
 * - When it serves, it sends `{ ready: … }` over the IPC channel (or prints it, when started by hand).
 * - It ends on SIGTERM and SIGINT, and by itself when its parent is gone: no orphan keeps a port.
 */
export function partOptions(): unknown {
  return JSON.parse(process.env.PART_OPTIONS ?? '{}') as unknown;
}

/** Tells the parent that this part serves, and at which addresses. */
export function reportReady(addresses: object): void {
  if (process.send) process.send({ ready: addresses });
  else process.stdout.write(`${JSON.stringify({ ready: addresses })}\n`);
}

/** Runs `stop` once when this part should end, then exits. */
export function onStop(stop: () => Promise<void> | void): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), 5_000).unref();
    void Promise.resolve()
      .then(stop)
      .finally(() => process.exit(0));
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.on('disconnect', end);
  if (process.send && !process.connected) end(); // The parent went while this part was starting.
}
