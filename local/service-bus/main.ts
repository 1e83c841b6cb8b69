import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onStop, partOptions, reportReady } from '../part';
import { Broker } from './broker';
import { openJournal } from './journal';
import { MessageQueue } from './message-queue';
import { readQueueSettings } from './queue-settings';

interface Options {
  /** 0 or nothing takes a free one. */
  port?: number;
  /** Queues, in the format of Microsoft's emulator. */
  configFile: string;
  /** Where messages are kept over a kill of this process; nowhere if undefined. */
  journalFile?: string;
}

const { port = 0, configFile, journalFile } = partOptions<Options>();

const { journal, messages } = openJournal(journalFile);
const queues = new Map<string, MessageQueue>();
for (const settings of readQueueSettings(configFile)) {
  const deadLetterName = `${settings.name}/$deadletterqueue`;
  const deadLetters = new MessageQueue({ ...settings, name: deadLetterName, duplicateWindow: 0 }, Date.now, journal);
  const queue = new MessageQueue(settings, Date.now, journal, deadLetters);
  messages.get(deadLetterName)?.forEach((message) => deadLetters.restore(message));
  messages.get(settings.name)?.forEach((message) => queue.restore(message));
  queues.set(settings.name.toLowerCase(), queue);
  queues.set(deadLetterName.toLowerCase(), deadLetters);
}

const broker = new Broker(queues);
const server = broker.listen(port);

/** How many messages are where, for people, tests and the demo: GET / */
const counts = createServer((_, response) => {
  const report = Object.fromEntries([...queues].map(([name, queue]) => [name, queue.counts()]));
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(report));
});

server.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});

server.on('listening', () => {
  counts.listen(0, '127.0.0.1', () => {
    const { port: taken } = server.address() as AddressInfo;
    const connectionString = `Endpoint=sb://localhost:${taken};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;`;
    const controlUrl = `http://127.0.0.1:${(counts.address() as AddressInfo).port}`;
    reportReady({ connectionString, port: taken, controlUrl });
  });
});

onStop(() => {
  broker.close();
  server.close();
  counts.close();
});
