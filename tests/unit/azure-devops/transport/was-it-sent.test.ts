import { wasItSent } from '../../../../shared/azure-devops/transport/was-it-sent';

describe('wasItSent', () => {
  it.each([
    ['ECONNREFUSED', false],
    ['ENOTFOUND', false],
    ['UND_ERR_CONNECT_TIMEOUT', false],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', false],
    ['ECONNRESET', true],
    ['UND_ERR_SOCKET', true],
    ['UND_ERR_HEADERS_TIMEOUT', true],
  ])('%s: %s', (code, sent) => expect(wasItSent(Object.assign(new Error(code), { code }))).toBe(sent));

  it.each([[new Error('no code')], ['no error'], [undefined]])('in doubt, yes: %s', (failure) =>
    expect(wasItSent(failure)).toBe(true),
  );
});
