import { InvocationError, Invoker } from '../../../local/functions-host/invoker';
import { FunctionApp } from '../../../local/functions-host/worker/function-app';
import type { ProgrammingModel } from '../../../local/functions-host/worker/functions-core';
import { registered } from './registered';

/** A model that hands the trigger's data to the handler and gives its result back. */
const model: ProgrammingModel = {
  name: 'test',
  version: '1',
  getInvocationModel: ({ request }) => ({
    getArguments: () => Promise.resolve({ context: {}, inputs: [request.inputData[0]?.data] }),
    invokeFunction: (_, inputs, callback) => Promise.resolve(callback(...inputs)),
    getResponse: (_, result) => Promise.resolve({ returnValue: { json: JSON.stringify(result) } }),
  }),
};

const newInvoker = () => {
  const app = new FunctionApp();
  app.programmingModel = model;
  return new Invoker(app);
};

describe('the invoker', () => {
  beforeEach(() => void jest.spyOn(process.stdout, 'write').mockReturnValue(true));
  afterEach(() => jest.restoreAllMocks());

  it('gives back what the function returned', async () => {
    const fn = registered({ type: 'timerTrigger' }, 'answers', () => 42);
    const response = await newInvoker().run(fn, { reason: 'test', data: {} });
    expect(response.returnValue).toEqual({ json: '42' });
  });

  it('rejects with the cause if the function throws', async () => {
    const cause = new Error('Oh no.');
    const fn = registered({ type: 'timerTrigger' }, 'throws', () => Promise.reject(cause));
    const run = newInvoker().run(fn, { reason: 'test', data: {} });
    await expect(run).rejects.toThrow(InvocationError);
    await expect(run).rejects.toMatchObject({ cause });
  });

  it('is idle when nothing runs any more', async () => {
    const invoker = newInvoker();
    const ended: string[] = [];
    let end: () => void = () => undefined;
    const slow = registered(
      { type: 'timerTrigger' },
      'slow',
      () => new Promise<void>((resolve) => (end = resolve)),
    );
    const run = invoker.run(slow, { reason: 'test', data: {} }).then(() => ended.push('run'));
    const idle = invoker.idle().then(() => ended.push('idle'));
    await new Promise(setImmediate);
    expect(ended).toEqual([]);
    end();
    await Promise.all([run, idle]);
    expect(ended).toEqual(['run', 'idle']);
    await invoker.idle();
  });

  it('writes a line for start and end, with the same id', async () => {
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const fn = registered({ type: 'timerTrigger' }, 'logged');
    await newInvoker().run(fn, { reason: 'test', data: { string: 'the body' } }, 'the-id');
    const lines = write.mock.calls.map(([line]) => JSON.parse(String(line)) as object);
    expect(lines).toMatchObject([
      { message: "Executing 'logged'", invocationId: 'the-id', reason: 'test' },
      { message: "Executed 'logged'", invocationId: 'the-id', result: 'Succeeded' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('the body');
  });
});
