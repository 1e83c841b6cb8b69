import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { AzuriteAddresses } from '../local/azurite/options';
import { startPart } from '../local/child-process';
import { peakMemory } from './support/ingest/host-memory';
import { startIngestStack } from './support/ingest/ingest-stack';
import { replay } from './support/ingest/replay';
import { formatTable } from './support/table';

/**
 * `npm run bench -- ingest [--sizes 1000,10000] [--full]`: a scan streamed into the whole system, with 10 instances per
 * unique finding of which 3 in 10 match a rule: the first time, again unchanged, and again with 5 % changed. `--full` adds
 * 100,000 instances. Counts are exact; times are set against the same table operations issued bare, in the same order,
 * against a fresh Azurite in the same run, since its queries slow down as tables grow.
 */
const { values } = parseArgs({
  options: { sizes: { type: 'string', default: '1000,10000' }, full: { type: 'boolean', default: false } },
});
const sizes = [...values.sizes.split(',').map(Number), ...(values.full ? [100_000] : [])];

const dayMs = 24 * 60 * 60 * 1000;
const firstScan = Date.now() - 5 * dayMs;

const scans = [
  { name: 'first ingest', day: 0 },
  { name: 'unchanged rescan', day: 1 },
  { name: '5 % changed', day: 2, changedEvery: 20 },
];

interface Phase {
  name: string;
  instances: number;
  ms: number;
  operations: number;
  messages: number;
  requests: number;
  peakMiB: number;
  tickets: number;
  file: string;
}

async function measure(instances: number, folder: string): Promise<Phase[]> {
  const stack = await startIngestStack();
  try {
    const phases: Phase[] = [];
    for (const [position, { name, day, ...changes }] of scans.entries()) {
      const file = join(folder, `${instances}-${position}.ndjson`);
      const before = { messages: await stack.messages(), requests: await stack.azureDevOpsRequests() };
      await stack.proxy.begin(file);
      const begun = performance.now();
      const scan = { instances, scanDate: new Date(firstScan + day * dayMs), ...changes };
      const { value, peakMiB } = await peakMemory(stack.hostPid(), () => stack.ingest(scan));
      const ms = performance.now() - begun;
      const { operations } = stack.proxy;
      await stack.proxy.end();
      const messages = (await stack.messages()) - before.messages;
      const requests = (await stack.azureDevOpsRequests()) - before.requests;
      const tickets = value.ticketsCreated;
      phases.push({ name, instances, ms, operations, messages, requests, peakMiB, tickets, file });
    }
    return phases;
  } finally {
    await stack.stop();
  }
}

/** The same table operations, bare. The phases follow each other, as each finds what the one before has stored. */
async function measureBare(phases: readonly Phase[], folder: string): Promise<number[]> {
  const azurite = await startPart<AzuriteAddresses>('azurite', { folder: join(folder, 'bare') });
  try {
    const times: number[] = [];
    for (const { file } of phases)
      times.push(await replay(file, azurite.addresses.connectionString, azurite.addresses.port));
    return times;
  } finally {
    await azurite.stop();
    rmSync(join(folder, 'bare'), { recursive: true, force: true });
  }
}

const folder = mkdtempSync(join(tmpdir(), 'bench-ingest-'));
try {
  const rows: string[][] = [];
  for (const size of sizes) {
    const phases = await measure(size, folder);
    const bare = await measureBare(phases, folder);
    for (const [position, phase] of phases.entries()) {
      const perThousand = (count: number) => (count / (phase.instances / 1_000)).toFixed(1);
      const bareMs = bare[position] ?? NaN;
      rows.push([
        `${phase.instances.toLocaleString('en')} · ${phase.name}`,
        (phase.instances / (phase.ms / 1_000)).toFixed(0),
        `${(phase.ms / 1_000).toFixed(1)} s`,
        `${(phase.ms / bareMs).toFixed(2)} x`,
        `${((phases[0]?.ms ?? NaN) / phase.ms).toFixed(1)} x`,
        perThousand(phase.operations),
        perThousand(phase.messages),
        String(phase.requests),
        String(phase.tickets),
        phase.peakMiB.toFixed(0),
      ]);
    }
  }
  const header = [
    ...[
      '',
      'instances/s',
      'time',
      'to bare tables',
      'faster than first',
      'table ops/1,000',
      'messages/1,000',
    ],
    ...['ADO requests', 'tickets created', 'peak MiB of host'],
  ];
  console.log(formatTable(header, rows));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
