import type { Server } from 'node:http';
import { join } from 'node:path';
import { listen } from '../listen';
import { isDisabled } from './app-settings';
import { loadHostSettings } from './host-json';
import { isHttpFunction, toHttpFunction } from './http/http-function';
import { createHttpServer } from './http/http-server';
import { bodyLimit } from './http/read-body';
import { Invoker } from './invoker';
import { log } from './log';
import { isServiceBusFunction, toQueueFunction } from './service-bus/queue-trigger';
import { startQueueListeners } from './service-bus/start-queue-listeners';
import { settlesWithin } from './settles-within';
import { runTimer } from './timer/run-timer';
import { isTimerFunction, toTimerFunction } from './timer/timer-function';
import { timerMemory } from './timer/timer-memory';
import { writeAppLog } from './worker/app-log';
import { coreModule, provideCoreModule } from './worker/core-module';
import { FunctionApp } from './worker/function-app';
import { loadApp } from './worker/load-app';

export interface HostOptions {
  /** Where package.json and host.json are. */
  appFolder: string;
  /** 0 or nothing takes a free one. */
  port?: number;
  /** Application settings: what the app finds in its environment, over what this process has. */
  settings?: Record<string, string>;
  /** Opens functions of level `function`. Without it none does but the master key. */
  functionKey?: string;
  /** Opens everything, /admin as well. */
  masterKey?: string;
  /** Where the host keeps what has to outlive it; without it a missed timer is not made up for. */
  stateFolder?: string;
  /** Milliseconds that running functions get to end when the host is asked to. */
  drainLimitMs?: number;
}

export interface HostAddresses {
  baseUrl: string;
  functions: { name: string; trigger: string; route?: string; methods?: string[] }[];
}

export interface RunningHost {
  addresses: HostAddresses;
  /** Takes nothing new, lets what runs end within the limit, and closes. */
  stop(): Promise<void>;
}

const knownTriggers = [isHttpFunction, isServiceBusFunction, isTimerFunction];

/** Loads an app and serves its functions, on 127.0.0.1 only. */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  Object.assign(process.env, options.settings);
  const settings = process.env;
  const { routePrefix, serviceBus } = loadHostSettings(options.appFolder);

  const app = new FunctionApp();
  provideCoreModule(
    coreModule(app, (level, category, message) => writeAppLog(app, level, category, message)),
  );
  await loadApp(app, options.appFolder);
  const capabilities = (await app.programmingModel?.getCapabilities?.({})) ?? {};
  app.lock();

  const functions = app.functions.filter(({ name }) => !isDisabled(name, settings));
  const unknown = functions.find((fn) => !knownTriggers.some((isKnown) => isKnown(fn)));
  if (unknown)
    throw new Error(`This host has no trigger "${unknown.trigger.type}" (function "${unknown.name}").`);
  const httpFunctions = functions.filter(isHttpFunction).map((fn) => toHttpFunction(fn, routePrefix));
  const queueFunctions = functions
    .filter(isServiceBusFunction)
    .map((fn) => toQueueFunction(fn, serviceBus, settings));
  const timerFunctions = functions.filter(isTimerFunction).map((fn) => toTimerFunction(fn, settings));

  const invoker = new Invoker(app);
  const server = createHttpServer({
    httpFunctions,
    functions,
    invoker,
    keys: options,
    bodyLimit: bodyLimit(settings),
    streamUrl: capabilities.HttpUri,
  });
  const port = await listenOn(options.port ?? 0, server);
  const queues = await startQueueListeners(queueFunctions, serviceBus, invoker);
  const memory = timerMemory(options.stateFolder && join(options.stateFolder, 'timers.json'));
  const stopTimers = timerFunctions.map((timer) => runTimer(timer, invoker, memory));

  const routes = new Map(httpFunctions.map(({ fn, route, methods }) => [fn.name, { route, methods }]));
  const addresses = {
    baseUrl: `http://localhost:${port}`,
    functions: functions.map(({ name, trigger }) => ({ name, trigger: trigger.type, ...routes.get(name) })),
  };
  log('information', 'Host started', { functions: functions.length, port });

  const stop = async () => {
    log('information', 'Host stops');
    stopTimers.forEach((stopTimer) => stopTimer());
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    const done = await settlesWithin(
      options.drainLimitMs ?? 4_000,
      Promise.all([queues.stop(), invoker.idle()]),
    );
    if (!done) log('warning', 'Functions were still running when the host stopped');
    await app.runHooks('appTerminate', { hookData: {}, appHookData: app.appHookData });
    await queues.close();
    server.closeAllConnections();
    await closed;
  };
  return { addresses, stop };
}

/** @throws with a sentence for people if the port is taken */
async function listenOn(port: number, server: Server): Promise<number> {
  try {
    return await listen(server, port);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') throw error;
    const sentence = `Port ${port} is taken by another program. Choose another one, or 0 for any free one.`;
    throw new Error(sentence, { cause: error });
  }
}
