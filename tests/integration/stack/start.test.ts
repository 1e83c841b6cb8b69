import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../../local/port';
import type { StackDescription } from '../../../local/stack-file';
import { ensureBuilt } from '../../support/ensure-built';

/** A checkout of its own: what the command writes must not get in the way of a stack that somebody runs here. */
const checkout = mkdtempSync(join(tmpdir(), 'checkout-'));
const stackFile = join(checkout, '.local', 'stack.json');

interface Run {
  child: ChildProcess;
  output: () => string;
  exitCode: Promise<number | null>;
}

const runs: Run[] = [];

function start(...args: string[]): Run {
  const child = spawn(process.execPath, [join('.local', 'build', 'start.mjs'), ...args], { cwd: checkout });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (output += text.toString()));
  const exitCode = once(child, 'close').then(([code]: unknown[]) => code as number | null);
  const run = { child, output: () => output, exitCode };
  runs.push(run);
  return run;
}

async function untilSaid(run: Run, text: string): Promise<void> {
  while (!run.output().includes(text)) {
    if (run.child.exitCode !== null) throw new Error(`It ended before it said "${text}":\n${run.output()}`);
    await delay(20);
  }
}

beforeAll(async () => {
  await ensureBuilt();
  for (const path of ['package.json', 'host.json', 'dist', 'local', join('.local', 'build')]) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    symlinkSync(resolve(path), join(checkout, path));
  }
});

afterAll(async () => {
  for (const { child } of runs) child.kill('SIGKILL');
  await Promise.all(runs.map(({ exitCode }) => exitCode));
  rmSync(checkout, { recursive: true });
});

describe('npm start', () => {
  it('says where everything is, and ends all of it on Ctrl-C', async () => {
    const port = await freePort();
    const run = start('--port', String(port));
    await untilSaid(run, 'Ctrl-C ends everything.');

    const description = JSON.parse(readFileSync(stackFile, 'utf8')) as StackDescription;
    expect(description.apiBaseUrl).toBe(`http://localhost:${port}/api`);
    expect(run.output()).toContain(description.azureDevOps.clientSecret);

    const second = start('--port', String(port));
    expect(await second.exitCode).toBe(1);
    expect(second.output()).toContain(`Port ${port} is taken`);

    run.child.kill('SIGINT');
    expect(await run.exitCode).toBe(0);
    expect(existsSync(stackFile)).toBe(false);
    for (const address of [`http://localhost:${port}`, description.azureDevOps.baseUrl]) {
      await expect(fetch(address)).rejects.toThrow();
    }
  });

  it('says what is wrong with its arguments', async () => {
    const run = start('--port', 'http');
    expect(await run.exitCode).toBe(1);
    expect(run.output()).toContain('--port takes a number from 1 to 65535, not "http".');
    expect(run.output()).toContain('Usage: npm start');
  });
});
