import { callbackTypeOf } from '../../../shared/callbacks/callback-type';
import { callbacksOf } from '../../../shared/callbacks/callbacks-of';
import { decideClaim } from '../../../shared/callbacks/decide-claim';
import { decideResend } from '../../../shared/callbacks/decide-resend';
import { judgeAnswer } from '../../../shared/callbacks/judge-answer';
import { callbackRetryDelay } from '../../../shared/callbacks/retry-delay';
import { sayUnreachable } from '../../../shared/callbacks/say-unreachable';
import { validSecrets } from '../../../shared/callbacks/valid-secrets';
import type { TimelineEntry } from '../../../shared/tickets/ticket';
import { toTicketView } from '../../../shared/tickets/ticket-view';
import { aComment, aTicketRecord } from '../../support/builders/a-ticket';

it.each([
  ['created', 'ticket.created'],
  ['linked', 'ticket.created'],
  ['changed', 'ticket.updated'],
  ['findings-changed', 'ticket.updated'],
  ['restored', 'ticket.updated'],
  ['replaced', 'ticket.updated'],
  ['closed', 'ticket.closed'],
  ['reopened', 'ticket.reopened'],
  ['commented', 'ticket.commented'],
  ['comment-edited', 'ticket.commented'],
  ['comment-deleted', 'ticket.commented'],
  ['deleted', 'ticket.deleted'],
  ['unlinked', 'ticket.deleted'],
])('callbackTypeOf tells "%s" as %s', (event, type) => {
  expect(callbackTypeOf(event)).toBe(type);
});

describe('callbacksOf', () => {
  const ticket = toTicketView(aTicketRecord());
  const entry = (event: TimelineEntry['event'], more: Partial<TimelineEntry> = {}): TimelineEntry => ({
    at: '2026-03-02T09:00:00.000Z',
    source: 'azure-devops-webhook',
    event,
    ...more,
  });

  it('makes nothing of a change that tells nothing', () => {
    expect(callbacksOf(ticket, {}, 4)).toEqual([]);
  });

  it('makes a message per entry, numbered on, each with an id of its own', () => {
    const messages = callbacksOf(ticket, { timeline: [entry('closed'), entry('changed')] }, 4);
    expect(messages).toEqual([
      {
        id: 'msg_ticket-1_5',
        callback: {
          type: 'ticket.closed',
          timestamp: '2026-03-02T09:00:00.000Z',
          data: { sequence: 5, ticket, change: entry('closed') },
        },
      },
      expect.objectContaining({ id: 'msg_ticket-1_6' }),
    ]);
  });

  it('gives each entry about a comment its comment, without what is ours alone', () => {
    const untold = aComment({ id: 40003, deleted: true });
    const comments = [untold, aComment({ id: 40002, postKey: 'secret key' }), aComment()];
    const timeline = [
      entry('commented', { commentId: 40001 }),
      entry('changed'),
      entry('comment-edited', { commentId: 40002 }),
    ];
    const changes = callbacksOf(ticket, { timeline, comments }, 0).map(
      ({ callback }) => callback.data.change,
    );
    expect(changes.map(({ comment }) => comment?.id)).toEqual([40001, undefined, 40002]);
    expect(JSON.stringify(changes)).not.toMatch(/secret key|version/);
  });

  it('keeps full stops out of ids, which separate what is signed', () => {
    const [message] = callbacksOf({ ...ticket, id: 'a.b' }, { timeline: [entry('closed')] }, 0);
    expect(message?.id).toBe('msg_a-b_1');
  });
});

describe('decideClaim', () => {
  const now = Date.parse('2026-03-02T09:00:00.000Z');
  const [before, after] = ['2026-03-02T08:59:59.000Z', '2026-03-02T09:00:01.000Z'];
  it.each([
    ['nothing waits', undefined, 0, {}, 'nothing-to-send'],
    ['news', undefined, 1, {}, 'send'],
    ['somebody is at it', { failures: 0, leaseUntil: after }, 1, {}, 'somebody-sends'],
    ['somebody is at it, and haste', { failures: 0, leaseUntil: after }, 1, { now: true }, 'somebody-sends'],
    ['somebody died over it', { failures: 0, leaseUntil: before }, 1, {}, 'send'],
    ['news during a wait', { failures: 2, nextAttemptAt: after }, 1, {}, 'not-yet'],
    [
      'the retry of this wait, early by the clock',
      { failures: 2, nextAttemptAt: after },
      1,
      { retry: 2 },
      'send',
    ],
    ['the retry of an earlier wait', { failures: 2, nextAttemptAt: after }, 1, { retry: 1 }, 'not-yet'],
    ['haste during a wait', { failures: 2, nextAttemptAt: after }, 1, { now: true }, 'send'],
    ['the wait is over', { failures: 2, nextAttemptAt: before }, 1, {}, 'send'],
    ['left over by a sender that had to stop', { failures: 0 }, 1, {}, 'send'],
  ] as const)('%s', (_, head, pending, reason, decision) => {
    expect(decideClaim(head, pending, now, reason)).toBe(decision);
  });
});

describe('callbackRetryDelay', () => {
  it('waits longer each time, for some days, then daily', () => {
    const waits = Array.from({ length: 11 }, (_, failures) => callbackRetryDelay(failures + 1, undefined, 0));
    const days = waits.slice(0, 9).reduce((sum, wait) => sum + wait, 0) / 86_400;
    expect(waits.slice(0, 3)).toEqual([5, 300, 1_800]);
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
    expect(waits.slice(8)).toEqual([86_400, 86_400, 86_400]);
    expect(days).toBeGreaterThan(3);
  });

  it.each([
    ['is spread by up to a fifth', 2, undefined, 1, 360],
    ['is longer where the endpoint asks for it', 1, 90, 0, 90],
    ['is not shorter where it does', 2, 1, 0, 300],
    ['is a day where it asks for more', 1, 1_000_000, 0, 86_400],
  ])('%s', (_, failures, retryAfter, random, expected) => {
    expect(callbackRetryDelay(failures, retryAfter, random)).toBe(expected);
  });
});

it.each([
  [200, undefined],
  [204, undefined],
  [302, 'The endpoint answered 302. Redirects are not followed.'],
  [410, 'The endpoint answered 410.'],
  [500, 'The endpoint answered 500.'],
])('judgeAnswer: %i', (status, reason) => {
  expect(judgeAnswer({ status })?.reason).toBe(reason);
});

it('judgeAnswer keeps what the endpoint asked for, and why there was no answer', () => {
  expect(judgeAnswer({ status: 429, retryAfterSeconds: 7 })).toMatchObject({
    httpStatus: 429,
    retryAfterSeconds: 7,
  });
  expect(judgeAnswer({ unreachable: 'Nobody there.' })).toEqual({ reason: 'Nobody there.' });
});

it.each([
  ['send', 150_000, 'send'],
  ['somebody-sends', 1_000_000, 'leave'],
  ['not-yet', 1_000_000, 'leave'],
  ['nothing-to-send', 150_000, 'leave'],
  ['nothing-to-send', 1_000_000, 'forget'],
] as const)('decideResend: %s after %i ms: %s', (standing, waitingMs, remedy) => {
  expect(decideResend(standing, waitingMs)).toBe(remedy);
});

describe('validSecrets', () => {
  const previousValidUntil = '2026-03-02T09:00:00.000Z';
  const until = Date.parse(previousValidUntil);
  it.each([
    ['never rotated', { secret: 'a' }, until, ['a']],
    ['rotated lately', { secret: 'b', previousSecret: 'a', previousValidUntil }, until - 1, ['b', 'a']],
    ['rotated long ago', { secret: 'b', previousSecret: 'a', previousValidUntil }, until, ['b']],
  ])('%s', (_, secrets, now, valid) => {
    expect(validSecrets(secrets, now)).toEqual(valid);
  });
});

it.each([
  [Object.assign(new Error('connect 10.0.0.1'), { code: 'ECONNREFUSED' }), 'Nothing answers'],
  [new DOMException('signal timed out', 'TimeoutError'), 'did not answer in time'],
  [
    Object.assign(new Error('x has no public address'), { code: 'ERR_ADDRESS_NOT_PUBLIC' }),
    'private network',
  ],
  [new Error('a token that nobody may see'), 'could not be reached (Error)'],
])('sayUnreachable says what is known: %s', (error, sentence) => {
  expect(sayUnreachable(error)).toContain(sentence);
  expect(sayUnreachable(error)).not.toMatch(/10\.0\.0\.1|token/);
});
