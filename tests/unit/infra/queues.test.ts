import { readFileSync } from 'node:fs';
import { timeSpanMs } from '../../../local/functions-host/time-span';
import { durationMs, readQueueSettings } from '../../../local/service-bus/queue-settings';
import { queues } from '../../../shared/messaging/queues';
import { type Declaration, declarationsOf, resourcesOf } from './bicep/declarations';
import { readInfra } from './bicep/parse';
import { at, type BicepValue } from './bicep/value';

interface HostJson {
  functionTimeout: string;
  extensions: { serviceBus: { prefetchCount: number; maxAutoLockRenewalDuration: string } };
}

describe('the queues', () => {
  const inCode = Object.values(queues).sort();
  const locally = readQueueSettings('local/service-bus/config.json');
  const host = JSON.parse(readFileSync('host.json', 'utf8')) as HostJson;
  let declarations: Declaration[];
  let properties: BicepValue | undefined;
  const duration = (name: string) => durationMs(at(properties, name), Number.NaN);

  beforeAll(async () => {
    declarations = (await readInfra()).flatMap(declarationsOf);
    properties = at(
      resourcesOf(declarations, 'Microsoft.ServiceBus/namespaces/queues')[0]?.body,
      'properties',
    );
  });

  it('are the same in the code, on Azure and locally', () => {
    const onAzure = declarations.find(({ name }) => name === 'queueNames')?.body as string[];
    expect([...onAzure].sort()).toEqual(inCode);
    expect(locally.map(({ name }) => name).sort()).toEqual(inCode);
  });

  it('lock, deliver, dead-letter and detect duplicates on Azure as they do locally', () => {
    for (const queue of locally) {
      expect(queue).toMatchObject({
        lockDuration: duration('lockDuration'),
        maxDeliveryCount: at(properties, 'maxDeliveryCount'),
        deadLetterOnExpiration: at(properties, 'deadLetteringOnMessageExpiration'),
        duplicateWindow: duration('duplicateDetectionHistoryTimeWindow'),
      });
    }
    expect(at(properties, 'requiresDuplicateDetection')).toBe(true);
    expect(at(properties, 'requiresSession')).toBe(false);
  });

  it('keep messages through an outage; the local hour is the most that the emulator takes', () => {
    const local = Math.min(...locally.map(({ timeToLive }) => timeToLive));
    expect(local).toBe(60 * 60_000);
    expect(duration('defaultMessageTimeToLive')).toBeGreaterThanOrEqual(7 * 24 * local);
  });

  it('agree with host.json: a lock outlives no function, and no message waits locked in a buffer', () => {
    const { functionTimeout, extensions } = host;
    const renewal = timeSpanMs(extensions.serviceBus.maxAutoLockRenewalDuration);
    expect(renewal).toBeGreaterThanOrEqual(timeSpanMs(functionTimeout));
    expect(renewal).toBeGreaterThan(duration('lockDuration'));
    expect(duration('lockDuration')).toBeLessThanOrEqual(5 * 60_000);
    expect(extensions.serviceBus.prefetchCount).toBe(0);
  });
});
