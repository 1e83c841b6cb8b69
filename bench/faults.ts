import { ConnectedStack } from '../tests/support/connected-stack';
import { numberArgument } from './support/arguments';
import { knobs, strikesEvery } from './support/faults/knobs';
import { peersUnderFaults } from './support/faults/peers';
import { type Outcome, playKnob } from './support/faults/play';
import { formatTable } from './support/table';

/**
 * `npm run bench -- faults [--items 200]`: the whole system creates, moves, comments on and closes work items while every
 * tenth request to Azure DevOps goes wrong, in each way in turn; then everything is asked for once more.
 */
const items = numberArgument('items', 200);

const isWhole = ({ done, duplicates, disagreeing }: Outcome) =>
  done === items && duplicates === 0 && disagreeing === 0;

const connected = await ConnectedStack.start();
const outcomes: Outcome[] = [];
try {
  for (const knob of knobs) {
    const played = await playKnob(connected, knob, items);
    outcomes.push(...played);
    console.log(`${knob.name}: ${played.every(isWhole) ? 'one of each, none lost' : 'NOT WHOLE'}`);
  }
} finally {
  await connected.stop();
}

const header = [
  'fault',
  'operation',
  'faults',
  'first pass',
  'second pass',
  'missing',
  'duplicated',
  'state lost',
];
const rows = outcomes.map((outcome) => [
  outcome.knob,
  outcome.operation,
  String(outcome.faults),
  String(outcome.firstPass),
  String(outcome.done),
  String(items - outcome.done),
  String(outcome.duplicates),
  String(outcome.disagreeing),
]);
console.log(`\n${items} items; every ${strikesEvery}th request goes wrong, in both passes.\n`);
console.log(formatTable(header, rows));
console.log(
  '\nThe peers, 100 creates with a tenth of the writes failing (facts, not measured in this run):\n',
);
console.log(formatTable(['', '503', '429', 'reply lost'], peersUnderFaults));
if (!outcomes.every(isWhole)) process.exitCode = 1;
