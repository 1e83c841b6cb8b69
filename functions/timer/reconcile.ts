import { timerFunction } from '../../shared/timer-function';

/** Every five minutes: brings in what webhooks have not brought, for every connector. */
timerFunction('reconcile', {
  schedule: '0 */5 * * * *',
  handle: async ({ services: { connectors, reconciliation }, log }) => {
    const { eachConnector } = await import('../../shared/connectors/each-connector');
    await eachConnector(connectors, log, async (connectorId) => {
      await reconciliation.run(connectorId, 'timer', log);
    });
  },
});
