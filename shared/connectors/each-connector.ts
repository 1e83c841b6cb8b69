import { inParallel } from '../in-parallel';
import { describeError, type Logger } from '../logger';
import type { ConnectorStore } from './connector-store';

const connectorsAtOnce = 4;
const pageSize = 200;

/** Does something for every connector, as timers do. One that fails harms only itself, and is tried again the next time. */
export async function eachConnector(
  connectors: ConnectorStore,
  log: Logger,
  work: (connectorId: string) => Promise<void>,
): Promise<void> {
  let token: string | undefined;
  do {
    const page = await connectors.page(pageSize, token);
    await inParallel(page.rows, connectorsAtOnce, async ({ value: { id } }) => {
      try {
        await work(id);
      } catch (error) {
        log.error('connector left for the next time', { connectorId: id, ...describeError(error) });
      }
    });
    token = page.continuationToken;
  } while (token !== undefined);
}
