import { FunctionApp, type RegisteredFunction } from '../../../../local/functions-host/worker/function-app';
import type { ProgrammingModel } from '../../../../local/functions-host/worker/functions-core';
import { invoke } from '../../../../local/functions-host/worker/invoke';

const model: ProgrammingModel = {
  name: 'test',
  version: '1',
  getInvocationModel: (context) => ({
    getArguments: () => {
      context.log('information', 'system', `state ${String(context.state)}`);
      return Promise.resolve({ context: { id: context.invocationId }, inputs: ['the input'] });
    },
    invokeFunction: (invocationContext, inputs, callback) => {
      context.log('information', 'system', `state ${String(context.state)}`);
      return Promise.resolve().then(() => callback(...inputs, invocationContext));
    },
    getResponse: (_, result) => Promise.resolve({ returnValue: { string: String(result) } }),
  }),
};

function newApp(callback: (...inputs: unknown[]) => unknown): { app: FunctionApp; fn: RegisteredFunction } {
  const app = new FunctionApp();
  app.programmingModel = model;
  app.register({ name: 'fn', bindings: { t: { type: 'timerTrigger', direction: 'in' } } }, callback);
  const [fn] = app.functions;
  if (!fn) throw new Error('It was not registered.');
  return { app, fn };
}

const request = { invocationId: 'id', functionId: 'fn', inputData: [], triggerMetadata: {} };
const quiet = () => undefined;

describe('an invocation', () => {
  it('goes through the model, which knows its state', async () => {
    const said: string[] = [];
    const { app, fn } = newApp((input, context) => `${String(input)} ${JSON.stringify(context)}`);
    const { returnValue } = await invoke(app, fn, request, (_, __, message) => void said.push(message));
    expect(returnValue).toEqual({ string: 'the input {"id":"id"}' });
    expect(said).toEqual(['state undefined', 'state invocation']);
  });

  it('lets hooks replace inputs, handler and result', async () => {
    const { app, fn } = newApp(() => 'the handler');
    app.addHook('preInvocation', (context) => {
      context.inputs = ['changed'];
      context.functionCallback = (input: unknown) => `another handler, ${String(input)}`;
    });
    app.addHook('postInvocation', (context) => {
      context.result = `${String(context.result)}, and a hook`;
    });
    const { returnValue } = await invoke(app, fn, request, quiet);
    expect(returnValue).toEqual({ string: 'another handler, changed, and a hook' });
  });

  it('lets a hook forgive an error, and shares data among hooks of the run', async () => {
    const { app, fn } = newApp(() => Promise.reject(new Error('no')));
    app.addHook(
      'preInvocation',
      ({ hookData }) => void Object.assign(hookData as object, { seen: 'before' }),
    );
    app.addHook('postInvocation', (context) => {
      context.error = null;
      context.result = JSON.stringify(context.hookData);
    });
    expect((await invoke(app, fn, request, quiet)).returnValue).toEqual({ string: '{"seen":"before"}' });
  });

  it.each([
    ['an error', new Error('no'), 'no'],
    ['something else', 'text', 'Not an error'],
  ])('that throws %s fails', async (_, thrown, message) => {
    const { app, fn } = newApp(() => AbortSignal.abort(thrown).throwIfAborted());
    await expect(invoke(app, fn, request, quiet)).rejects.toThrow(message);
  });

  it('needs a programming model', async () => {
    const { app, fn } = newApp(quiet);
    app.programmingModel = undefined;
    await expect(invoke(app, fn, request, quiet)).rejects.toThrow('no programming model');
  });
});
