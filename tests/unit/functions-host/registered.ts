import { FunctionApp, type RegisteredFunction } from '../../../local/functions-host/worker/function-app';
import type { BindingInfo } from '../../../local/functions-host/worker/functions-core';

/** A function as the worker has it after `@azure/functions` has registered it. */
export function registered(
  trigger: BindingInfo,
  name = 'sample',
  callback: () => unknown = () => undefined,
): RegisteredFunction {
  const app = new FunctionApp();
  app.register({ name, bindings: { theTrigger: { direction: 'in', ...trigger } } }, callback);
  const [fn] = app.functions;
  if (!fn) throw new Error('It was not registered.');
  return fn;
}
