import type { FunctionApp, RegisteredFunction } from './function-app';
import type {
  CoreInvocationContext,
  HookContext,
  InvocationRequest,
  InvocationResponse,
  LogCategory,
  LogLevel,
} from './functions-core';

type WriteLog = (level: LogLevel, category: LogCategory, message: string) => void;

/** What `postInvocation` hooks see and may change. */
interface Outcome extends HookContext {
  result: unknown;
  error: unknown;
}

const asError = (thrown: unknown) =>
  thrown instanceof Error ? thrown : new Error('Not an error', { cause: thrown });

/**
 * Runs a function once, through the app's own programming model: the model makes the arguments, calls the handler and
 * makes the response. Hooks run around it and may replace inputs, handler, result and error.
 * Source: Azure/azure-functions-nodejs-worker, src/eventHandlers/InvocationHandler.ts.
 */
export async function invoke(
  app: FunctionApp,
  { id, name, bindings, callback }: RegisteredFunction,
  request: InvocationRequest,
  log: WriteLog,
): Promise<InvocationResponse> {
  if (!app.programmingModel) throw new Error('The app has set no programming model.');
  const context: CoreInvocationContext = {
    invocationId: request.invocationId,
    request,
    metadata: { name, functionId: id, bindings },
    log,
  };
  const model = await app.programmingModel.getInvocationModel(context);
  const { context: invocationContext, inputs } = await model.getArguments();
  const hookData = {};
  const common = { hookData, appHookData: app.appHookData, invocationContext };

  const before = { ...common, inputs, functionCallback: callback };
  context.state = 'preInvocationHooks';
  await app.runHooks('preInvocation', before);

  const after: Outcome = { ...common, inputs: before.inputs, result: null, error: null };
  context.state = 'invocation';
  try {
    after.result = await model.invokeFunction(invocationContext, before.inputs, before.functionCallback);
  } catch (error) {
    after.error = error;
  }

  context.state = 'postInvocationHooks';
  await app.runHooks('postInvocation', after);
  context.state = undefined;
  if (after.error !== null && after.error !== undefined) throw asError(after.error);
  return model.getResponse(invocationContext, after.result);
}
