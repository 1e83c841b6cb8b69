import { Disposable } from '../../../../local/functions-host/worker/disposable';
import { FunctionApp } from '../../../../local/functions-host/worker/function-app';

const trigger = { type: 'timerTrigger', direction: 'in' as const };
const callback = () => undefined;

describe('an app registers', () => {
  it('a function with one trigger', () => {
    const app = new FunctionApp();
    app.register(
      { name: 'a', bindings: { t: trigger, $return: { type: 'http', direction: 'out' } } },
      callback,
    );
    expect(app.functions).toMatchObject([
      { id: 'a', name: 'a', trigger: { name: 't', type: 'timerTrigger' } },
    ]);
  });

  it.each([
    [{}, '0 triggers'],
    [{ t: trigger, u: trigger }, '2 triggers'],
  ])('not one with %j', (bindings, why) => {
    expect(() => new FunctionApp().register({ name: 'a', bindings }, callback)).toThrow(why);
  });

  it('every id once, and only while it starts', () => {
    const app = new FunctionApp();
    const metadata = { name: 'a', bindings: { t: trigger } };
    const registration = app.register(metadata, callback);
    expect(() => app.register(metadata, callback)).toThrow('already been registered');
    registration.dispose();
    expect(app.functions).toEqual([]);
    app.lock();
    expect(() => app.register(metadata, callback)).toThrow('only be registered during app startup');
  });

  it('hooks, which run in order until one throws', async () => {
    const app = new FunctionApp();
    const ran: string[] = [];
    app.addHook('appStart', () => void ran.push('first'));
    const second = app.addHook('appStart', () => Promise.reject(new Error('second')));
    app.addHook('appStart', () => void ran.push('third'));
    await expect(app.runHooks('appStart', {})).rejects.toThrow('second');
    second.dispose();
    await app.runHooks('appStart', {});
    expect(ran).toEqual(['first', 'first', 'third']);
  });
});

describe('a disposable', () => {
  it('is disposed of once, alone or with others', () => {
    const disposed: string[] = [];
    const one = new Disposable(() => disposed.push('one'));
    const both = Disposable.from(one, new Disposable(() => disposed.push('two')));
    both.dispose();
    both.dispose();
    one.dispose();
    expect(disposed).toEqual(['one', 'two']);
  });
});
