import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Begins to settle the messages of one receiver in turns of the event loop of their own. The AMQP library of the client
 * joins what is settled in one turn into one frame with the outcome of the first: a message given back beside a completed
 * one would be completed with it, and lost (rhea, lib/session.js, write_dispositions).
 */
export function onePerTurn(): (settle: () => Promise<void>) => Promise<void> {
  let turn: Promise<void> = Promise.resolve();
  return async (settle) => {
    turn = turn.then(() => nextTurn());
    await turn;
    await settle();
  };
}
