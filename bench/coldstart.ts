import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { numberArgument } from './support/arguments';
import { buildContestants } from './support/coldstart/build-contestants';
import { formatTable } from './support/table';

/**
 * `npm run bench -- coldstart [--runs 15]`: the app loaded and its functions registered, as bundled, as compiled file by
 * file, and an app with one function that does nothing; each in a fresh process, in turns. Medians. Processor time says
 * more than the clock where the machine has other work.
 */
const runs = numberArgument('runs', 15);

/** Of the empty app (design section 7). */
const budget = 1.5;

interface Start {
  registered: number;
  ms: number;
  cpuMs: number;
  sinceStart: number;
}

const load = join(process.cwd(), 'bench/support/coldstart/load.cjs');

async function start(entry: string): Promise<Start> {
  const { stdout } = await promisify(execFile)(process.execPath, [load, entry]);
  return JSON.parse(stdout) as Start;
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const entries = Object.entries(await buildContestants(join(process.cwd(), '.local/bench/coldstart')));
const starts = new Map(entries.map(([name]) => [name, [] as Start[]]));
for (let run = 0; run <= runs; run++) {
  for (const [name, entry] of entries) {
    const one = await start(entry);
    // The first run reads from the disk what the others find in memory.
    if (run > 0) starts.get(name)?.push(one);
  }
}

const medianOf = (name: string, what: keyof Start) =>
  median((starts.get(name) ?? []).map((one) => one[what]));
const row = (name: string) => [
  name,
  String(medianOf(name, 'registered')),
  ...(['ms', 'cpuMs', 'sinceStart'] as const).flatMap((what) => [
    `${medianOf(name, what).toFixed(1)} ms`,
    `${(medianOf(name, what) / medianOf('empty', what)).toFixed(2)} x`,
  ]),
];
const header = ['', 'functions', 'loaded in', '', 'processor', '', 'since process start', ''];
console.log(`Medians of ${runs} starts each.\n`);
console.log(
  formatTable(
    header,
    entries.map(([name]) => row(name)),
  ),
);
const ratio = medianOf('bundle', 'ms') / medianOf('empty', 'ms');
console.log(`\nBundle to empty app, loaded and registered: ${ratio.toFixed(2)} x (budget ${budget} x).`);
if (ratio > budget) process.exitCode = 1;
