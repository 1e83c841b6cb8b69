import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeAppLog } from './app-log';
import { coreModule, provideCoreModule } from './core-module';
import { FunctionApp } from './function-app';
import { listenOnLoopback } from './listen-on-loopback';

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

export interface LoadedApp {
  app: FunctionApp;
  /** Where the app takes HTTP requests itself, if it asked for streaming. */
  streamUrl: string | undefined;
}

/** Runs the app's entry point, which registers its functions, and then its `appStart` hooks. */
export async function loadApp(appFolder: string): Promise<LoadedApp> {
  const app = new FunctionApp();
  provideCoreModule(
    coreModule(app, (level, category, message) => writeAppLog(app, level, category, message)),
  );
  listenOnLoopback();
  await import(pathToFileURL(entryPointOf(appFolder)).href);
  const { appHookData } = app;
  await app.runHooks('appStart', { hookData: {}, appHookData, functionAppDirectory: appFolder });
  const capabilities = await app.programmingModel?.getCapabilities?.({});
  app.lock();
  return { app, streamUrl: capabilities?.HttpUri };
}
