/* Loads an app in a fresh process as the platform's worker does, and says what that took. */
const Module = require('node:module');

let registered = 0;
const core = {
  version: '3.0.0',
  hostVersion: '4.0.0',
  registerFunction: () => {
    registered += 1;
    return { dispose: () => undefined };
  },
  registerHook: () => ({ dispose: () => undefined }),
  setProgrammingModel: () => undefined,
  getProgrammingModel: () => undefined,
  log: () => undefined,
  Disposable: class {},
};

const ownRequire = Module.prototype.require;
Module.prototype.require = function require(id) {
  return id === '@azure/functions-core' ? core : ownRequire.call(this, id);
};

const cpuBefore = process.cpuUsage();
const begun = performance.now();
import(process.argv[2]).then(() => {
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpuBefore);
  const sinceStart = performance.now();
  process.stdout.write(JSON.stringify({ registered, ms, cpuMs: (user + system) / 1000, sinceStart }));
});
