import { app } from '@azure/functions';
import { createLogger } from '../../shared/logger';

/** Every ten minutes: finds subscriptions that are missing, on probation or disabled, for every connector, and repairs them. */
app.timer('heal-service-hooks', {
  schedule: '30 2/10 * * * *',
  handler: async (_timer, context) => {
    const log = createLogger(context, { function: 'heal-service-hooks' });
    const { eachConnector } = await import('../../shared/connectors/each-connector');
    const { getServices } = await import('../../shared/services');
    const { connectors, connectorAccess, serviceHookHealing } = getServices();
    await eachConnector(connectors, log, async (connectorId) => {
      await serviceHookHealing.heal(await connectorAccess.open(connectorId), log);
    });
  },
});
