import { presentsCredentials, WebhookCredentialStore } from '../../../shared/connectors/webhook-credentials';
import { webhookSecretName } from '../../../shared/connectors/connector';
import { MemorySecrets } from '../../support/memory-secrets';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('presentsCredentials', () => {
  const credentials = { password: 'new:secret', previousPassword: 'old-secret' };

  it.each([
    ['the password', basic('nucleus:new:secret'), true],
    ['the password before the rotation', basic('nucleus:old-secret'), true],
    ['a scheme in other casing', basic('nucleus:old-secret').replace('Basic', 'bASIC'), true],
    ['another password', basic('nucleus:guess'), false],
    ['an empty password', basic('nucleus:'), false],
    ['another user', basic('admin:new:secret'), false],
    ['a user without a password', basic('nucleus'), false],
    ['another scheme', 'Bearer new:secret', false],
    ['text that is no base64', 'Basic !!!', false],
    ['a scheme alone', 'Basic', false],
    ['an empty header', '', false],
    ['no header', null, false],
  ])('%s: %3$s', (_, header, expected) => expect(presentsCredentials(header, credentials)).toBe(expected));

  it('accepts no empty password before the first rotation', () => {
    expect(presentsCredentials(basic('nucleus:undefined'), { password: 'x' })).toBe(false);
    expect(presentsCredentials(basic('nucleus:'), { password: 'x' })).toBe(false);
  });
});

describe('WebhookCredentialStore', () => {
  const setUp = () => {
    const secrets = new MemorySecrets();
    return { secrets, store: new WebhookCredentialStore(secrets) };
  };
  const rotateElsewhere = (secrets: MemorySecrets, password: string, previousPassword: string) =>
    secrets.set(webhookSecretName('connector-1'), JSON.stringify({ password, previousPassword }));
  const later = (ms: number) => jest.spyOn(Date, 'now').mockReturnValue(new Date().getTime() + ms);

  afterEach(() => jest.restoreAllMocks());

  it('makes credentials once, different for each connector', async () => {
    const { store } = setUp();
    const first = await store.ensure('connector-1');
    expect(first.password).toMatch(/^[\w-]{43}$/);
    expect(await store.ensure('connector-1')).toEqual(first);
    expect((await store.ensure('connector-2')).password).not.toBe(first.password);
  });

  it("accepts a connector's own credentials and no other's", async () => {
    const { store } = setUp();
    const { password } = await store.ensure('connector-1');
    await store.ensure('connector-2');
    expect(await store.accepts('connector-1', basic(`nucleus:${password}`))).toBe(true);
    expect(await store.accepts('connector-2', basic(`nucleus:${password}`))).toBe(false);
    expect(await store.accepts('connector-3', basic(`nucleus:${password}`))).toBe(false);
    expect(await store.accepts('connector-1', null)).toBe(false);
  });

  it('reads the secret once for a burst of deliveries', async () => {
    const { secrets, store } = setUp();
    const { password } = await store.ensure('connector-1');
    const reads = secrets.reads;
    for (let i = 0; i < 20; i++) await store.accepts('connector-1', basic(`nucleus:${password}`));
    expect(secrets.reads).toBe(reads);
  });

  it('reads the secret once a second at most for guesses', async () => {
    const { secrets, store } = setUp();
    await store.ensure('connector-1');
    const reads = secrets.reads;
    for (let i = 0; i < 20; i++)
      expect(await store.accepts('connector-1', basic(`nucleus:guess-${i}`))).toBe(false);
    expect(secrets.reads).toBe(reads);
  });

  it('knows credentials that were rotated elsewhere, both the new and the old', async () => {
    const { secrets, store } = setUp();
    const { password } = await store.ensure('connector-1');
    await rotateElsewhere(secrets, 'rotated', password);
    later(1_500);
    expect(await store.accepts('connector-1', basic('nucleus:rotated'))).toBe(true);
    expect(await store.accepts('connector-1', basic(`nucleus:${password}`))).toBe(true);
  });

  it('does not rely on what it read more than a minute ago', async () => {
    const { secrets, store } = setUp();
    const { password } = await store.ensure('connector-1');
    await rotateElsewhere(secrets, 'rotated twice', 'rotated');
    later(61_000);
    expect(await store.accepts('connector-1', basic(`nucleus:${password}`))).toBe(false);
  });

  it('accepts nothing for a connector that was forgotten', async () => {
    const { store } = setUp();
    const { password } = await store.ensure('connector-1');
    await store.forget('connector-1');
    expect(await store.accepts('connector-1', basic(`nucleus:${password}`))).toBe(false);
  });
});
