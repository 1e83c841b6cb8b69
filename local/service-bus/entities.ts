import { Entity } from './entity';
import type { OpenJournal } from './journal';
import { MessageQueue } from './message-queue';
import type { QueueSettings } from './queue-settings';

/** Where the dead letters of a queue are received from. */
const deadLetterSuffix = '/$deadletterqueue';

/** What is in a queue, by number; for people, tests and the demo. */
export interface EntityCounts {
  active: number;
  locked: number;
  scheduled: number;
  deferred: number;
  deadLetter: number;
}

/** The queues with what the journal remembers of them, and their dead letters; by path in lower case. */
export function openEntities(
  settings: QueueSettings[],
  journal: OpenJournal,
  clock = Date.now,
): Map<string, Entity> {
  const open = (queue: QueueSettings, deadLetters?: MessageQueue) =>
    new MessageQueue(queue, clock, journal, deadLetters, journal.queues.get(queue.name));
  return new Map(
    settings.flatMap((queue) => {
      const path = queue.name.toLowerCase();
      const dead = new Entity(
        open({ ...queue, name: `${queue.name}${deadLetterSuffix}`, duplicateWindow: 0 }),
      );
      return [
        [path, new Entity(open(queue, dead.queue), dead)],
        [`${path}${deadLetterSuffix}`, dead],
      ];
    }),
  );
}

/** By queue name; dead letters count with their queue. */
export function countMessages(entities: ReadonlyMap<string, Entity>): Record<string, EntityCounts> {
  return Object.fromEntries(
    [...entities.values()].flatMap(({ queue, deadLetters }) => {
      if (!deadLetters) return [];
      const { active, locked } = deadLetters.queue.counts();
      return [[queue.settings.name, { ...queue.counts(), deadLetter: active + locked }]];
    }),
  );
}
