import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

/** What the build is made of. */
const sources = ['functions', 'shared', 'local', 'portal', 'scripts', 'package.json'];

const lockFolder = join('.local', 'building');

/** A build takes seconds; a lock older than this belongs to a process that was killed. */
const staleLockMs = 60_000;

function newestChange(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

function builtAt(): number {
  try {
    return Date.parse(readFileSync(join('.local', 'build', 'built-at'), 'utf8'));
  } catch {
    return 0;
  }
}

const isBuilt = () => builtAt() > Math.max(...sources.map(newestChange));

/** True if this process holds the lock now: creating a folder either succeeds or fails, for one process at a time. */
function takeLock(): boolean {
  mkdirSync('.local', { recursive: true });
  try {
    mkdirSync(lockFolder);
    return true;
  } catch {
    const lock = statSync(lockFolder, { throwIfNoEntry: false });
    if (lock && Date.now() - lock.mtimeMs > staleLockMs) rmSync(lockFolder, { recursive: true, force: true });
    return false;
  }
}

/** Builds the app and the local platform unless that is done already; two test processes do not build at once. */
export async function ensureBuilt(): Promise<void> {
  while (!isBuilt()) {
    if (!takeLock()) {
      await delay(100);
      continue;
    }
    try {
      if (!isBuilt()) await promisify(execFile)(process.execPath, [join('scripts', 'build.mjs')]);
      return;
    } finally {
      rmSync(lockFolder, { recursive: true, force: true });
    }
  }
}
