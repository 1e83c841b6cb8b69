import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { type RunningPart, startPart } from '../../../local/child-process';
import type { HostAddresses } from '../../../local/functions-host/host';
import type { ServiceBusAddresses } from '../../../local/service-bus/options';
import { ensureBuilt } from '../../support/ensure-built';

const triggers = { http: 'httpTrigger', queue: 'serviceBusTrigger', timer: 'timerTrigger' };

/** What the files under functions/ promise: a function each, named after the file, with the trigger of its folder. */
const promised = Object.entries(triggers).flatMap(([folder, trigger]) =>
  readdirSync(join('functions', folder)).map((file) => ({ name: basename(file, '.ts'), trigger })),
);

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

/** A route as the router sees it: without regard to case and to the names of parameters. */
const shape = (route: string) => route.toLowerCase().replace(/\{[^}]*\}/g, '{}');

describe('the functions that the build registers', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'functions-'));
  let broker: RunningPart<ServiceBusAddresses>;
  let host: RunningPart<HostAddresses>;
  let functions: HostAddresses['functions'];

  beforeAll(async () => {
    await ensureBuilt();
    broker = await startPart<ServiceBusAddresses>('service-bus', {
      configFile: resolve('local/service-bus/config.json'),
      journalFile: join(scratch, 'journal'),
      port: 0,
    });
    const settings = { SERVICE_BUS_CONNECTION: broker.addresses.connectionString };
    host = await startPart<HostAddresses>('functions-host', { appFolder: resolve('.'), settings });
    functions = host.addresses.functions;
  });

  afterAll(async () => {
    await host.stop();
    await broker.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('are those of the files, with the triggers of their folders', () => {
    const listed = functions.map(({ name, trigger }) => ({ name, trigger }));
    expect(listed.sort(byName)).toEqual(promised.sort(byName));
  });

  // Source: Azure/azure-functions-host, Utility.cs, FunctionNameValidationRegex. The host does not run any other.
  it('have names that the host takes', () => {
    const refused = functions.filter(
      ({ name }) => !/^[a-z][a-z0-9_-]{0,127}$/i.test(name) || /^host$/i.test(name),
    );
    expect(refused).toEqual([]);
  });

  it('answer at routes of their own, one method each', () => {
    const doors = functions
      .filter(({ trigger }) => trigger === triggers.http)
      .map(({ route = '', methods = [] }) => `${methods.join()} ${shape(route)}`);
    expect(doors.filter((door) => !/^(?:GET|POST|PUT|PATCH|DELETE) api\//.test(door))).toEqual([]);
    expect(new Set(doors).size).toBe(doors.length);
  });
});
