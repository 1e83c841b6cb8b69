import { EventEmitter, once } from 'node:events';
import { resolve } from 'node:path';
import { howToTry } from './how-to-try';
import { mayRestart } from './may-restart';
import { isFree } from './port';
import { type PartName, type Stack, startStack } from './stack';
import { describeStack, writeStackFile } from './stack-file';
import { readStartArguments, usage } from './start-arguments';

/** The commands `npm start` and `npm start -- --demo`; run by scripts/start.mjs from the build. */

const titles: Record<PartName, string> = {
  azurite: 'Table Storage (Azurite)',
  'service-bus': 'Service Bus',
  entra: 'Entra authority',
  'azure-devops': 'Azure DevOps simulator',
  'callback-receiver': 'Receiver of callbacks, as Nucleus would be',
  'functions-host': 'Functions host with the connector',
};

const say = (text: string) => process.stdout.write(`${text}\n`);

const complain = (error: unknown) =>
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);

/** Resolves when the user asks to end. Asking a second time ends at once; the parts then end by themselves. */
const userEnds = new Promise<void>((resolve) => {
  let asked = false;
  const ask = () => {
    if (asked) process.exit(130);
    asked = true;
    resolve();
  };
  process.on('SIGINT', ask);
  process.on('SIGTERM', ask);
  process.on('SIGHUP', ask);
});

/** Something broke for good; `happened` rejects with it. */
interface Breakdown {
  report: (error: unknown) => void;
  happened: Promise<never>;
}

function watchForBreakdown(): Breakdown {
  const errors = new EventEmitter();
  const happened = once(errors, 'breakdown').then(([error]: unknown[]) => Promise.reject(error as Error));
  happened.catch(() => undefined); // Nobody may be waiting when it happens; whoever waits later still hears of it.
  return { happened, report: (error) => errors.emit('breakdown', error) };
}

/** Starts the system; a part that ends by itself is started again, as Azure would. */
function start(port: number, breakdown: Breakdown): Promise<Stack> {
  const startedAt = Date.now();
  const losses: number[] = [];
  return startStack({
    port,
    onReady: (part) => say(`  ready  ${titles[part]} (${((Date.now() - startedAt) / 1_000).toFixed(1)} s)`),
    onLost: (part, logFile, restart) => {
      losses.push(Date.now());
      if (mayRestart(losses, Date.now())) {
        say(`  ended  ${titles[part]}; starting it again`);
        restart().catch(breakdown.report);
      } else {
        breakdown.report(new Error(`${titles[part]} keeps ending; see ${logFile}`));
      }
    },
  });
}

async function serveUntilAsked(stack: Stack, breakdown: Breakdown): Promise<void> {
  const stackFile = resolve('.local', 'stack.json');
  const description = describeStack(stack);
  const removeStackFile = writeStackFile(stackFile, description);
  const { caFile } = stack.entra.addresses;
  say(howToTry(description, { stackFile, logFolder: stack.folder, caFile }));
  try {
    await Promise.race([userEnds, breakdown.happened]);
  } finally {
    removeStackFile();
  }
}

async function playDemo(stack: Stack, breakdown: Breakdown): Promise<void> {
  const { runDemo } = await import('./demo/demo');
  const ended = userEnds.then(() => Promise.reject(new Error('The demo was interrupted.')));
  await Promise.race([runDemo(stack), breakdown.happened, ended]);
}

async function run(port: number, demo: boolean): Promise<void> {
  if (!(await isFree(port))) {
    throw new Error(
      `Port ${port} is taken, perhaps by another copy of this. Choose a different one: npm start -- --port ${port + 1}`,
    );
  }
  const breakdown = watchForBreakdown();
  say('Starting the local platform…');
  const stack = await start(port, breakdown);
  try {
    await (demo ? playDemo(stack, breakdown) : serveUntilAsked(stack, breakdown));
  } finally {
    say('Ending…');
    await stack.stop();
  }
}

const args = readStartArguments(process.argv.slice(2));
if (args.kind === 'help') {
  say(usage);
} else if (args.kind === 'mistake') {
  complain(`${args.message}\n\n${usage}`);
  process.exitCode = 1;
} else {
  try {
    await run(args.port, args.demo);
    process.exit(0);
  } catch (error) {
    complain(error);
    process.exit(1);
  }
}
