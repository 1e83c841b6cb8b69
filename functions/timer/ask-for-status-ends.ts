import { timerFunction } from '../../shared/timer-function';

/** Every minute: temporary statuses that are over. */
timerFunction('ask-for-status-ends', {
  schedule: '0 * * * * *',
  handle: async ({ services, log }) => {
    const due = await services.statusEnds.askForDue(new Date());
    if (due > 0) log.info('temporary statuses end', { due });
  },
});
