import { readFileSync } from 'node:fs';
import { ServiceBusClient } from '@azure/service-bus';
import {
  busSettings,
  seenBy,
  startFixture,
  startFixtureBroker,
  until,
} from '../../support/function-app/start';

test('a host that is stopped answers what it has begun, and takes nothing new', async () => {
  const host = await startFixture('esm');
  const { baseUrl } = host.addresses;
  const begun = fetch(`${baseUrl}/api/slow?ms=1000`);
  await until(() => readFileSync(host.logFile, 'utf8').includes("Executing 'slow'"));
  const stopped = host.stop();
  await until(() =>
    fetch(`${baseUrl}/api/items/5`).then(
      () => false,
      () => true,
    ),
  );
  expect(await (await begun).text()).toBe('done');
  await stopped;
});

test('a host that is stopped completes the message it has begun', async () => {
  const broker = await startFixtureBroker();
  const client = new ServiceBusClient(broker.addresses.connectionString);
  const host = await startFixture('esm', { settings: busSettings(broker.addresses) });
  await client.createSender('single').sendMessages({ body: { n: 'begun', hold: 1_000 } });
  await until(async () => (await seenBy(host, 'one')).length === 1);
  await host.stop();
  expect(await client.createReceiver('single').peekMessages(1)).toEqual([]);
  await client.close();
  await broker.stop();
});

test('a host does not wait for ever', async () => {
  const host = await startFixture('esm', { drainLimitMs: 200 });
  const begun = fetch(`${host.addresses.baseUrl}/api/slow?ms=30000`).then(
    () => 'answered',
    () => 'cut off',
  );
  await until(() => readFileSync(host.logFile, 'utf8').includes("Executing 'slow'"));
  await host.stop();
  expect(await begun).toBe('cut off');
});
