import { onStop, partOptions, reportReady } from '../part';
import { type HostOptions, startHost } from './host';
import { errorDetails, log } from './log';

/**
 * On the platform an error that nobody catches ends the worker process and every invocation in it, and the host starts
 * a new worker. Here worker and host are one process, which stays, so that the log can be read and the next try works.
 */
const survive = (error: unknown) =>
  log(
    'critical',
    'Uncaught error: on Azure it would have ended the worker process and what ran in it',
    errorDetails(error),
  );
process.on('uncaughtException', survive);
// Nobody reads any more; saying so would fail in the same way.
process.stdout.on('error', () => undefined);
process.on('unhandledRejection', survive);

try {
  const options = partOptions() as HostOptions;
  // They hold the keys, which are not the app's to see.
  delete process.env.PART_OPTIONS;
  const host = await startHost(options);
  onStop(() => host.stop());
  reportReady(host.addresses);
} catch (error) {
  process.stderr.write(`The host could not start: ${errorDetails(error).error}\n`);
  process.exit(1);
}
