import Module from 'node:module';
import { Disposable } from './disposable';
import type { FunctionApp } from './function-app';
import type {
  FunctionCallback,
  FunctionMetadata,
  HookCallback,
  LogCategory,
  LogLevel,
  ProgrammingModel,
} from './functions-core';

/** The generations of worker and host whose behaviour this host follows. */
const workerVersion = '3.0.0';
const hostVersion = '4.0.0';

type WriteLog = (level: LogLevel, category: LogCategory, message: string) => void;

/** The module `@azure/functions-core` for one app. */
export function coreModule(app: FunctionApp, log: WriteLog) {
  return {
    version: workerVersion,
    hostVersion,
    registerFunction: (metadata: FunctionMetadata, callback: FunctionCallback) =>
      app.register(metadata, callback),
    registerHook: (name: string, callback: HookCallback) => app.addHook(name, callback),
    setProgrammingModel: (model: ProgrammingModel) => {
      app.programmingModel = model;
    },
    getProgrammingModel: () => app.programmingModel,
    log,
    Disposable,
  };
}

/**
 * Makes `require('@azure/functions-core')` answer with `module`, from CommonJS and from `createRequire` in ES modules.
 * It replaces the same method as the real worker does, so an app that gets past it here gets past it there.
 * Source: Azure/azure-functions-nodejs-worker, src/setupCoreModule.ts.
 */
export function provideCoreModule(module: object): void {
  const loader: { require: (id: string) => unknown } = Module.prototype;
  loader.require = new Proxy(loader.require, {
    apply: (target, self: unknown, args: [string]): unknown =>
      args[0] === '@azure/functions-core' ? module : Reflect.apply(target, self, args),
  });
}
