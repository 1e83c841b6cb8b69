import { queueNames } from '../../../shared/dead-letters/dead-letter';
import { messageSubject } from '../../../shared/dead-letters/message-subject';
import { queues } from '../../../shared/messaging/queues';

describe('messageSubject', () => {
  it.each([
    [
      queues.scanIngest,
      { eventId: 'e1', chunk: 2, findings: [1, 2] },
      'part 2 of an event, with 2 findings',
      { eventId: 'e1' },
    ],
    [
      queues.ticketCreate,
      { group: 'rule-1|x', uniqueFindings: [1] },
      'Create the ticket of a group of 1 finding',
      { ruleId: 'rule-1' },
    ],
    [queues.ticketUpdate, { group: 'r|x', ticketId: 't1', uniqueFindings: [] }, 'Update', { ticketId: 't1' }],
    [queues.autoClose, { shares: [1, 2, 3] }, '3 findings', {}],
    [queues.bulkClose, { operationId: 'o1', chunk: 0 }, 'part 0 of a bulk operation', { operationId: 'o1' }],
    [
      queues.workItemEvents,
      { eventType: 'workitem.deleted', workItemId: 7, connectorId: 'c' },
      'work item 7',
      { workItemId: 7 },
    ],
    [queues.nucleusCallbacks, { ticketId: 't1' }, 'Tell Nucleus', { ticketId: 't1' }],
  ])('says what a message of %s is about', (queue, body, words, references) => {
    const subject = messageSubject(queue, body);
    expect(subject.summary).toContain(words);
    expect(subject).toMatchObject(references);
  });

  it.each([['text'], [null], [[]], [{}], [{ findings: 'x', uniqueFindings: 7, group: 3 }]])(
    'says something of any body: %j',
    (body) => {
      for (const queue of queueNames) expect(messageSubject(queue, body).summary).not.toBe('');
    },
  );
});
