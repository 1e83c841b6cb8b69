import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** What is deployed, as .funcignore leaves it: the bundle needs no installed packages. */
const deployed = ['package.json', 'host.json', 'dist'];

/** Copies the deployable, so that a new build does not change an app that runs. */
export function copyApp(root: string, appFolder: string): void {
  mkdirSync(appFolder, { recursive: true });
  for (const name of deployed) cpSync(join(root, name), join(appFolder, name), { recursive: true });
}
