import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FunctionApp } from './function-app';

/** The file that `main` of the app's package.json names. Globs, which the real worker takes as well, are not followed. */
export function entryPointOf(appFolder: string): string {
  const packageFile = join(appFolder, 'package.json');
  if (!existsSync(packageFile)) throw new Error(`There is no package.json in ${appFolder}.`);
  const { main } = JSON.parse(readFileSync(packageFile, 'utf8')) as { main?: unknown };
  if (typeof main !== 'string') throw new Error(`${packageFile} has no "main".`);
  const entryPoint = join(appFolder, main);
  if (!existsSync(entryPoint)) throw new Error(`"main" of ${packageFile} is ${main}, which does not exist.`);
  return entryPoint;
}

/** Runs the app's entry point, which registers its functions, and then its `appStart` hooks. */
export async function loadApp(app: FunctionApp, appFolder: string): Promise<void> {
  const entryPoint = entryPointOf(appFolder);
  await import(pathToFileURL(entryPoint).href);
  await app.runHooks('appStart', {
    hookData: {},
    appHookData: app.appHookData,
    functionAppDirectory: appFolder,
  });
}
