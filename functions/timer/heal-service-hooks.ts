import { timerFunction } from '../../shared/timer-function';

/** Every ten minutes: finds subscriptions that are missing, on probation or disabled, for every connector, and repairs them. */
timerFunction('heal-service-hooks', {
  schedule: '30 2/10 * * * *',
  handle: async ({ services: { connectors, connectorAccess, serviceHookHealing }, log }) => {
    const { eachConnector } = await import('../../shared/connectors/each-connector');
    await eachConnector(connectors, log, async (connectorId) => {
      await serviceHookHealing.heal(await connectorAccess.open(connectorId), log);
    });
  },
});
