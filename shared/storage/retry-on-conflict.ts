import { RowChangedError } from './table';

/** Enough for the handful of writers that can meet on one ticket or finding. */
const mostAttempts = 12;

/**
 * Runs a read-decide-write cycle again when another writer was faster (ETag). `attempt` reads afresh each time, so the
 * decision is always made on what is stored now.
 */
export async function retryOnConflict<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof RowChangedError) || tries >= mostAttempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * tries));
    }
  }
}
