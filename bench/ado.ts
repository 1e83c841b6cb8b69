import { numberArgument } from './support/arguments';
import { bareFetch, type Contestant, officialClient, thisClient } from './support/contestants';
import { startLoneSimulator } from './support/lone-simulator';
import { formatTable } from './support/table';

/**
 * `npm run bench -- ado [--items 100] [--latency 50]`: creating and closing Bugs with this client, with the official
 * client, and with bare fetch, all against the same simulator in the same run.
 */
const items = numberArgument('items', 100);
const latencyMs = numberArgument('latency', 50);

interface Measured {
  requests: number;
  ms: number;
}

interface Result {
  name: string;
  create: Measured;
  close: Measured;
}

const simulator = await startLoneSimulator();

async function measure<T>(work: () => Promise<T>): Promise<[T, Measured]> {
  const before = await simulator.countRequests();
  const begun = performance.now();
  const value = await work();
  const ms = performance.now() - begun;
  return [value, { ms, requests: (await simulator.countRequests()) - before }];
}

async function play(contestant: Contestant): Promise<Result> {
  const titles = Array.from({ length: items }, (_, position) => `Item ${position + 1}`);
  const [ids, create] = await measure(() => contestant.create(titles));
  const [, close] = await measure(() => contestant.close(ids));
  await contestant.stop();
  return { name: contestant.name, create, close };
}

try {
  await simulator.setLatency(latencyMs);
  const floor = await play(bareFetch(simulator, 8));
  const results = [
    await play(thisClient(simulator)),
    floor,
    await play(bareFetch(simulator, 1)),
    await play(officialClient(simulator, 8)),
    await play(officialClient(simulator, 1)),
    await play(officialClient(simulator, 1, true)),
  ];
  const cells = ({ requests, ms }: Measured, { ms: floorMs }: Measured) => [
    (requests / items).toFixed(3),
    `${(ms / 1000).toFixed(2)} s`,
    `${(ms / floorMs).toFixed(2)} x`,
  ];
  const header = ['', 'requests per create', 'time', 'to floor', 'requests per close', 'time', 'to floor'];
  const rows = results.map(({ name, create, close }) => [
    name,
    ...cells(create, floor.create),
    ...cells(close, floor.close),
  ]);
  console.log(`${items} Bugs created, then closed; the simulator answers after ${latencyMs} ms.`);
  console.log(`The floor is bare fetch, 8 at once: a request per item and nothing else.\n`);
  console.log(formatTable(header, rows));
} finally {
  await simulator.stop();
}
