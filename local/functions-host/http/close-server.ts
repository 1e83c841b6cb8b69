import type { Server } from 'node:http';

const lookEveryMs = 20;

/**
 * Accepts no further connections and resolves when every request that has begun is answered. Connections that are kept
 * alive are ended as soon as they have nothing to do: of itself Node looks only once.
 */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const looking = setInterval(() => server.closeIdleConnections(), lookEveryMs);
  await closed;
  clearInterval(looking);
}
