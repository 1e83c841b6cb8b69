import { onLoopback } from '../../../local/functions-host/worker/listen-on-loopback';

describe('onLoopback', () => {
  const done = () => undefined;

  it.each<[string, unknown[], unknown[]]>([
    ['nothing', [], [0, '127.0.0.1']],
    ['a callback', [done], [0, '127.0.0.1', done]],
    ['a port', [80], [80, '127.0.0.1']],
    ['a port and a callback', [80, done], [80, '127.0.0.1', done]],
    ['a port and a host', [80, 'localhost', done], [80, 'localhost', done]],
    ['options', [{ port: 80 }, done], [{ port: 80, host: '127.0.0.1' }, done]],
    ['options with a host', [{ port: 80, host: '::1' }], [{ port: 80, host: '::1' }]],
    ['a socket file', ['app.sock', done], ['app.sock', done]],
  ])('%s', (_what, given, expected) => {
    expect(onLoopback(given)).toEqual(expected);
  });
});
