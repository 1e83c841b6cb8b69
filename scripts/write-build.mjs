import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Puts the files of a build in place one by one, each whole: a process that starts while another one builds reads the
 * old or the new file, never half of one. Files that are as they should be are left alone.
 */
export function writeBuild(files) {
  for (const { path, contents } of files) {
    if (existsSync(path) && readFileSync(path).equals(contents)) continue;
    const unfinished = `${path}.${process.pid}.tmp`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(unfinished, contents);
    renameSync(unfinished, path);
  }
}

/** Takes away what an earlier build left in a folder and this one did not make. */
export function removeOthers(folder, files) {
  const made = new Set(files.map(({ path }) => path));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !made.has(path) && !path.endsWith('.tmp')) rmSync(path, { force: true });
  }
}
