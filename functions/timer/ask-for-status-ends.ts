import { app } from '@azure/functions';
import { createLogger } from '../../shared/logger';

/** Every minute: temporary statuses that are over. */
app.timer('ask-for-status-ends', {
  schedule: '0 * * * * *',
  handler: async (_timer, context) => {
    const { getServices } = await import('../../shared/services');
    const due = await getServices().statusEnds.askForDue(new Date());
    if (due > 0)
      createLogger(context, { function: 'ask-for-status-ends' }).info('temporary statuses end', { due });
  },
});
