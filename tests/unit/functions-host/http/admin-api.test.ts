import { answerAdmin } from '../../../../local/functions-host/http/admin-api';
import type { RegisteredFunction } from '../../../../local/functions-host/worker/function-app';
import { registered } from '../registered';

const timer = registered({ type: 'timerTrigger', schedule: '0 * * * * *' }, 'reconcile');

function ask(method: string, path: string, isAdmin = true) {
  const started: RegisteredFunction[] = [];
  const body = () => Promise.resolve(Buffer.from('{}'));
  const start = (fn: RegisteredFunction) => void started.push(fn);
  const answer = answerAdmin({ method, path: path.split('/'), isAdmin, body }, { functions: [timer], start });
  return answer.then(({ status, body: content }) => ({ status, content, started }));
}

describe('the administration', () => {
  it.each([
    ['GET', 'host/ping', 200],
    ['GET', 'host/status', 200],
    ['GET', 'functions', 200],
    ['GET', 'functions/Reconcile', 200],
    ['POST', 'functions/reconcile', 202],
    ['GET', 'functions/other', 404],
    ['POST', 'functions', 404],
    ['DELETE', 'functions/reconcile', 404],
    ['GET', 'functions/reconcile/more', 404],
    ['GET', 'keys', 404],
  ])('%s %s is %d', async (method, path, status) => expect((await ask(method, path)).status).toBe(status));

  it('is closed to whoever has no master key, but for the ping', async () => {
    expect((await ask('GET', 'host/ping', false)).status).toBe(200);
    expect(await ask('POST', 'functions/reconcile', false)).toMatchObject({ status: 401, started: [] });
    expect((await ask('GET', 'nowhere', false)).status).toBe(401);
  });

  it('runs a function by hand', async () => {
    expect((await ask('POST', 'functions/reconcile')).started).toEqual([timer]);
  });

  it('tells a function with its bindings', async () => {
    expect((await ask('GET', 'functions')).content).toEqual([
      {
        name: 'reconcile',
        language: 'node',
        isDisabled: false,
        trigger: 'timerTrigger',
        config: {
          name: 'reconcile',
          bindings: [{ name: 'theTrigger', type: 'timerTrigger', direction: 'in', schedule: '0 * * * * *' }],
        },
      },
    ]);
  });
});
