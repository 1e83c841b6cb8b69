import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

/** A part of the local platform that runs as a process of its own. */
export interface RunningPart<Addresses> {
  addresses: Addresses;
  pid: number;
  /** What the part has written so far. */
  logFile: string;
  /** Resolves when the process is gone, however it ended. */
  exited: Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it as a power cut would; resolves when it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

export interface PartSettings {
  /** Further environment variables. */
  env?: Record<string, string>;
  /** Where its output goes; a file in the temporary folder if undefined. */
  logFile?: string;
}

const startTimeoutMs = 30_000;

const tail = (file: string) => readFileSync(file, 'utf8').split('\n').slice(-15).join('\n');

/** Starts a part from the build and waits until it serves (see part.ts). The part ends with this process. */
export async function startPart<Addresses extends object>(
  part: string,
  options: object,
  { env = {}, logFile = join(tmpdir(), `${part}-${randomUUID()}.log`) }: PartSettings = {},
): Promise<RunningPart<Addresses>> {
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, ['--enable-source-maps', join('.local', 'build', part, 'main.mjs')], {
    env: { ...process.env, ...env, PART_OPTIONS: JSON.stringify(options) },
    stdio: ['ignore', log, log, 'ipc'],
    // Ctrl-C in a terminal goes to the whole group; the parent ends its parts itself, in order.
    detached: true,
  });
  closeSync(log);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const addresses = await waitUntilReady<Addresses>(part, child, logFile);
  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    child.kill(signal);
    await exited;
  };
  return { addresses, pid: child.pid ?? 0, logFile, exited, kill, stop: () => kill('SIGTERM') };
}

function waitUntilReady<Addresses>(part: string, child: ChildProcess, logFile: string): Promise<Addresses> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      child.kill('SIGKILL');
      reject(new Error(`${part} ${why}. Its last lines:\n${tail(logFile)}`));
    };
    const timer = setTimeout(
      () => fail(`did not start within ${startTimeoutMs / 1000} seconds`),
      startTimeoutMs,
    );
    const failEarly = (code: number | null) => {
      clearTimeout(timer);
      fail(`ended with code ${code} before it was ready`);
    };
    const takeReady = (message: unknown) => {
      const { ready } = message as { ready?: Addresses };
      if (ready === undefined) return;
      clearTimeout(timer);
      child.off('exit', failEarly);
      child.off('message', takeReady);
      resolve(ready);
    };
    child.once('exit', failEarly);
    child.on('message', takeReady);
  });
}
