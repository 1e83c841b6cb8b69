import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from './root.mjs';

const stamp = join(root, 'node_modules', '.installed-lock-hash');
const lockFolder = join(root, '.local', 'installing');

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash();

/** Folder creation is atomic: two commands started at once on a fresh clone do not install over each other. */
async function withInstallLock(work) {
  mkdirSync(join(root, '.local'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lockFolder);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (Date.now() - statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs > 10 * 60_000)
        rmdirSync(lockFolder);
      else await delay(500);
    }
  }
  try {
    work();
  } finally {
    rmdirSync(lockFolder);
  }
}

/** Installs what package-lock.json says, only if that has not been done yet. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await withInstallLock(() => {
    if (isInstalled()) return;
    process.stderr.write('Installing dependencies (npm ci)…\n');
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', process.stderr, process.stderr],
      shell: process.platform === 'win32',
    });
    writeFileSync(stamp, lockHash());
  });
}
