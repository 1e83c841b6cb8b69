import { resolve } from 'node:path';
import { loadHostSettings, readHostSettings } from '../../../local/functions-host/host-json';

const read = (extensions: object, cores = 2) =>
  readHostSettings(JSON.stringify({ version: '2.0', extensions }), cores);

describe('host.json', () => {
  it("has the extension's defaults where it is silent", () => {
    expect(read({})).toEqual({
      routePrefix: 'api',
      serviceBus: {
        autoCompleteMessages: true,
        maxConcurrentCalls: 32,
        maxMessageBatchSize: 1000,
        maxAutoLockRenewalDuration: 300_000,
      },
    });
  });

  it('is taken at its word', () => {
    const serviceBus = {
      autoCompleteMessages: false,
      maxConcurrentCalls: 8,
      maxMessageBatchSize: 50,
      maxAutoLockRenewalDuration: '00:10:00',
    };
    expect(read({ http: { routePrefix: '/v1/' }, serviceBus })).toEqual({
      routePrefix: 'v1',
      serviceBus: { ...serviceBus, maxAutoLockRenewalDuration: 600_000 },
    });
    expect(read({ http: { routePrefix: '' } }).routePrefix).toBe('');
  });

  it.each([
    ['{}', '"version" has to be "2.0"'],
    ['{"version":"2.0","extensions":{"http":{"routePrefix":1}}}', '"routePrefix" has to be text'],
    [
      '{"version":"2.0","extensions":{"serviceBus":{"maxConcurrentCalls":0}}}',
      '"maxConcurrentCalls" has to be',
    ],
    [
      '{"version":"2.0","extensions":{"serviceBus":{"maxMessageBatchSize":"9"}}}',
      '"maxMessageBatchSize" has to be',
    ],
    [
      '{"version":"2.0","extensions":{"serviceBus":{"maxAutoLockRenewalDuration":5}}}',
      'has to be a time span',
    ],
  ])('%s is refused', (json, why) => expect(() => readHostSettings(json)).toThrow(why));

  it('of the connector itself can be read', () => {
    expect(loadHostSettings(resolve('.')).routePrefix).toBe('api');
  });
});
