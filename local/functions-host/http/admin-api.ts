import type { TriggerInput } from '../invoker';
import { manualInput } from '../manual-input';
import type { RegisteredFunction } from '../worker/function-app';

interface AdminCall {
  method: string;
  /** Segments after `admin`. */
  path: readonly string[];
  isAdmin: boolean;
  body: () => Promise<Buffer>;
}

interface AdminAnswer {
  status: number;
  body?: unknown;
}

export interface AdminHost {
  functions: readonly RegisteredFunction[];
  start(fn: RegisteredFunction, input: TriggerInput): void;
}

const describe = ({ name, bindings, trigger }: RegisteredFunction) => ({
  name,
  language: 'node',
  isDisabled: false,
  trigger: trigger.type,
  config: { name, bindings: Object.entries(bindings).map(([key, binding]) => ({ ...binding, name: key })) },
});

/**
 * The host's own API under /admin; all of it but the ping needs the master key.
 * Source: Azure/azure-functions-host, HostController and FunctionsController.
 */
export async function answerAdmin(
  { method, path, isAdmin, body }: AdminCall,
  host: AdminHost,
): Promise<AdminAnswer> {
  const [area, name, ...more] = path.map((segment) => segment.toLowerCase());
  if (area === 'host' && name === 'ping' && more.length === 0) return { status: 200 };
  if (!isAdmin) return { status: 401 };
  if (more.length > 0) return { status: 404 };
  if (method === 'GET' && area === 'host' && name === 'status')
    return {
      status: 200,
      body: { state: 'Running', version: '4', processUptime: Math.round(process.uptime() * 1000) },
    };
  if (area !== 'functions') return { status: 404 };
  if (method === 'GET' && name === undefined) return { status: 200, body: host.functions.map(describe) };
  const fn = host.functions.find((other) => other.name.toLowerCase() === name);
  if (!fn) return { status: 404 };
  if (method === 'GET') return { status: 200, body: describe(fn) };
  return method === 'POST' ? runByHand(fn, await body(), host) : { status: 404 };
}

/** The run goes on after the answer, as on the platform. */
function runByHand(fn: RegisteredFunction, body: Buffer, host: AdminHost): AdminAnswer {
  const input = manualInput(fn, body.toString('utf8'));
  if (!input) return { status: 400 };
  host.start(fn, input);
  return { status: 202 };
}
