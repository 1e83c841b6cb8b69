import { createServer } from 'node:net';
import { listen } from './listen';

/** Whether a part could listen on this port of the loopback interface. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await listen(server, port);
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** A port that is free now; for an address that has to be known before its part starts. */
export async function freePort(): Promise<number> {
  const server = createServer();
  try {
    return await listen(server);
  } finally {
    server.close();
  }
}
