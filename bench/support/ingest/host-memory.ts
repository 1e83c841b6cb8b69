import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Resident memory of a process in MiB: from /proc where there is one, else from ps. */
async function residentMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => undefined);
  if (status !== undefined) return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
}

/** Watches a process while something runs. */
export async function peakMemory<T>(
  pid: number,
  work: () => Promise<T>,
): Promise<{ value: T; peakMiB: number }> {
  let peakMiB = await residentMiB(pid);
  const watch = setInterval(() => {
    void residentMiB(pid).then((now) => {
      peakMiB = Math.max(peakMiB, now);
    });
  }, 100);
  try {
    const value = await work();
    return { value, peakMiB };
  } finally {
    clearInterval(watch);
  }
}
