import type { Server } from 'node:http';
import { join } from 'node:path';
import { listen } from '../listen';
import { loadHostSettings } from './host-json';
import { closeServer } from './http/close-server';
import { createHttpServer } from './http/http-server';
import { bodyLimit } from './http/read-body';
import { Invoker } from './invoker';
import { log } from './log';
import { startQueueListeners } from './service-bus/start-queue-listeners';
import { settlesWithin } from './settles-within';
import { runTimer } from './timer/run-timer';
import { timerMemory } from './timer/timer-memory';
import { readTriggers, type Triggers } from './triggers';
import { loadApp } from './worker/load-app';

/** Less than a part of the local platform gets to end (see local/part.ts). */
const defaultDrainLimitMs = 4_000;

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

/** Loads an app and serves its functions, on 127.0.0.1 only. */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  const settings = Object.assign(process.env, options.settings);
  const hostSettings = loadHostSettings(options.appFolder);
  const { app, streamUrl } = await loadApp(options.appFolder);
  const triggers = readTriggers(app.functions, hostSettings, settings);

  const invoker = new Invoker(app);
  const server = createHttpServer({
    httpFunctions: triggers.http,
    functions: triggers.all,
    invoker,
    keys: options,
    bodyLimit: bodyLimit(settings),
    streamUrl,
  });
  const port = await listenOn(options.port ?? 0, server);
  const queues = await startQueueListeners(triggers.queues, hostSettings.serviceBus, invoker);
  const memory = timerMemory(options.stateFolder && join(options.stateFolder, 'timers.json'));
  const stopTimers = triggers.timers.map((timer) => runTimer(timer, invoker, memory));
  log('information', 'Host started', { functions: triggers.all.length, port });

  const stop = async () => {
    log('information', 'Host stops');
    stopTimers.forEach((stopTimer) => stopTimer());
    const drained = Promise.all([closeServer(server), queues.stop()]).then(() => invoker.idle());
    if (!(await settlesWithin(options.drainLimitMs ?? defaultDrainLimitMs, drained)))
      log('warning', 'Functions were still running when the host stopped');
    await app.runHooks('appTerminate', { hookData: {}, appHookData: app.appHookData });
    await queues.close();
    server.closeAllConnections();
  };
  return { addresses: { baseUrl: `http://localhost:${port}`, functions: listFunctions(triggers) }, stop };
}

function listFunctions({ all, http }: Triggers): HostAddresses['functions'] {
  const routes = new Map(http.map(({ fn, route, methods }) => [fn.name, { route, methods }]));
  return all.map(({ name, trigger }) => ({ name, trigger: trigger.type, ...routes.get(name) }));
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
