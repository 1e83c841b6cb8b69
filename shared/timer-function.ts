import { app } from '@azure/functions';
import { createLogger, type Logger } from './logger';
import type { Services } from './services';
import { inInvocation } from './telemetry/invocation';
import { chooseTrace } from './telemetry/choose-trace';

interface TimerFunction {
  /** NCRONTAB: six fields, seconds first, in UTC. */
  schedule: string;
  handle: (call: { services: Services; log: Logger }) => Promise<void>;
}

/** Registers a function that runs by the clock. What it sends and calls belongs to one trace, like a request's. */
export function timerFunction(name: string, { schedule, handle }: TimerFunction): void {
  app.timer(name, {
    schedule,
    handler: async (_timer, context) => {
      const trace = chooseTrace(undefined, context.traceContext?.traceParent);
      const log = createLogger(context, { function: name, traceId: trace.traceId });
      const { getServices } = await import('./services');
      await inInvocation({ trace, log }, () => handle({ services: getServices(), log }));
    },
  });
}
