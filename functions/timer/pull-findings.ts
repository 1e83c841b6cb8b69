import { config } from '../../shared/config';
import { describeError } from '../../shared/logger';
import { timerFunction } from '../../shared/timer-function';

/** Less than the interval of the usual schedule and than what a function may take (host.json). */
const longestRunMs = 5 * 60 * 1000;

/** Reads findings from Nucleus, if that is configured; a project that fails does not keep the others from being read. */
timerFunction('pull-findings', {
  schedule: config.nucleusPullSchedule(),
  handle: async ({ services, log }) => {
    const until = new Date(Date.now() + longestRunMs);
    for (const projectId of config.nucleusPull()?.projectIds ?? []) {
      try {
        log.info('findings pulled', { projectId, ...(await services.findingPull.run(projectId, until)) });
      } catch (error) {
        log.error('findings not pulled', { projectId, ...describeError(error) });
      }
    }
  },
});
