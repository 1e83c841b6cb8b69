import {
  beginRotation,
  endRotation,
  newPair,
  type PresentedCredentials,
  presentsCredentials,
  previousValidMs,
  type WebhookCredentials,
} from '../../../shared/connectors/webhook-credentials';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const now = new Date('2026-03-02T09:00:00Z');
const later = new Date(now.getTime() + previousValidMs + 1);
const current = { password: 'new:secret', headerSecret: 'new-header' };
const previous = { password: 'old-secret', headerSecret: 'old-header' };

describe('presentsCredentials', () => {
  const credentials = endRotation({ current, previous, rotating: true }, now);
  const accepted = (authorization: string | undefined, headerSecret: string | undefined) =>
    presentsCredentials({ authorization, headerSecret }, credentials, now);

  it.each([
    ['the credentials', basic('nucleus:new:secret'), 'new-header', true],
    ['those before the rotation', basic('nucleus:old-secret'), 'old-header', true],
    ['a scheme in other casing', basic('nucleus:old-secret').replace('Basic', 'bASIC'), 'old-header', true],
    ['halves of two pairs', basic('nucleus:new:secret'), 'old-header', false],
    ['no header of ours', basic('nucleus:new:secret'), undefined, false],
    ['another password', basic('nucleus:guess'), 'new-header', false],
    ['another header', basic('nucleus:new:secret'), 'guess', false],
    ['an empty password', basic('nucleus:'), 'new-header', false],
    ['another user', basic('admin:new:secret'), 'new-header', false],
    ['a user without a password', basic('nucleus'), 'new-header', false],
    ['another scheme', 'Bearer new:secret', 'new-header', false],
    ['text that is no base64', 'Basic !!!', 'new-header', false],
    ['a scheme alone', 'Basic', 'new-header', false],
    ['an empty header', '', 'new-header', false],
    ['nothing', undefined, undefined, false],
  ])('%s: %4$s', (_, authorization, header, expected) =>
    expect(accepted(authorization, header)).toBe(expected),
  );
});

describe('a rotation', () => {
  const present = (pair: typeof current): PresentedCredentials => ({
    authorization: basic(`nucleus:${pair.password}`),
    headerSecret: pair.headerSecret,
  });
  const accepts = (credentials: WebhookCredentials, at: Date) =>
    [previous, current].map((pair) => presentsCredentials(present(pair), credentials, at));

  it('accepts both, as long as it takes', () => {
    const both = beginRotation({ current: previous }, current);
    expect(accepts(both, now)).toEqual([true, true]);
    expect(accepts(both, later)).toEqual([true, true]);
  });

  it('goes on with the credentials that it was begun with', () => {
    const both = beginRotation({ current: previous }, current);
    expect(beginRotation(both, newPair())).toEqual(both);
  });

  it('lets the old credentials run out once it is done', () => {
    const done = endRotation(beginRotation({ current: previous }, current), now);
    expect(accepts(done, now)).toEqual([true, true]);
    expect(accepts(done, later)).toEqual([false, true]);
  });

  it('ends those before the old ones at once', () => {
    const done = endRotation(beginRotation({ current: previous }, current), now);
    const third = newPair();
    expect(beginRotation(done, third)).toEqual({ current: third, previous: current, rotating: true });
  });

  it('makes credentials that nobody guesses', () => {
    expect(newPair().password).toMatch(/^[\w-]{43}$/);
    expect(newPair()).not.toEqual(newPair());
  });
});
