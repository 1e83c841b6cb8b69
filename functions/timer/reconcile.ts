import { app } from '@azure/functions';
import { createLogger } from '../../shared/logger';

/** Every five minutes: brings in what webhooks have not brought, for every connector. */
app.timer('reconcile', {
  schedule: '0 */5 * * * *',
  handler: async (_timer, context) => {
    const log = createLogger(context, { function: 'reconcile' });
    const { eachConnector } = await import('../../shared/connectors/each-connector');
    const { getServices } = await import('../../shared/services');
    const { connectors, reconciliation } = getServices();
    await eachConnector(connectors, log, async (connectorId) => {
      await reconciliation.run(connectorId, 'timer', log);
    });
  },
});
