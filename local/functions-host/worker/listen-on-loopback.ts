import { Server } from 'node:net';

const loopback = '127.0.0.1';

/** The arguments of `server.listen`, with the loopback address where the caller named no host. */
export function onLoopback(args: readonly unknown[]): unknown[] {
  const [first, second, ...rest] = args;
  if (typeof first === 'object' && first !== null) {
    return 'host' in first || 'path' in first || 'fd' in first
      ? [...args]
      : [{ ...first, host: loopback }, ...args.slice(1)];
  }
  if (typeof first === 'function') return [0, loopback, ...args];
  if (first === undefined) return [0, loopback];
  if (typeof first !== 'number' || typeof second === 'string') return [...args];
  return second === undefined ? [first, loopback, ...rest] : [first, loopback, second, ...rest];
}

/**
 * Keeps what an app opens on this machine. With HTTP streaming the programming model opens a port for the host on all
 * interfaces, which in Azure's container nobody else can reach; here the whole network could.
 */
export function listenOnLoopback(): void {
  const listen: unknown = Object.getOwnPropertyDescriptor(Server.prototype, 'listen')?.value;
  if (typeof listen !== 'function') return;
  Object.defineProperty(Server.prototype, 'listen', {
    configurable: true,
    writable: true,
    value: function (this: Server, ...args: unknown[]): unknown {
      return Reflect.apply(listen, this, onLoopback(args));
    },
  });
}
