import { ProblemError } from '../../../shared/errors';
import { assertAllowedCallback, isAllowedCallback } from '../../../shared/security/outbound-callback';

describe('isAllowedCallback', () => {
  it.each([
    ['https://nucleus.example/hooks?tenant=7', [], true],
    ['https://nucleus.example:8443/hooks', [], true],
    ['http://nucleus.example/hooks', [], false],
    ['https://user:word@nucleus.example/hooks', [], false],
    ['https://nucleus.example/hooks#part', [], false],
    ['ftp://nucleus.example/hooks', [], false],
    ['https://localhost/hooks', [], false],
    ['https://intranet/hooks', [], false],
    ['https://service.internal/hooks', [], false],
    ['https://10.0.0.1/hooks', [], false],
    ['https://0x7f000001/hooks', [], false],
    ['https://2130706433/hooks', [], false],
    ['https://127.1/hooks', [], false],
    ['https://[::1]/hooks', [], false],
    ['https://[::ffff:7f00:1]/hooks', [], false],
    ['https://93.184.215.14/hooks', [], true],
    ['https://intranet/hooks', ['intranet'], true],
    ['https://intranet:8443/hooks', ['intranet'], true],
    ['http://intranet:8080/hooks', ['intranet'], false],
    ['http://intranet:8080/hooks', ['intranet:8080'], true],
  ])('%s with %j: %s', (address, hosts, expected) => {
    expect(isAllowedCallback(new URL(address), hosts)).toBe(expected);
  });

  it('says what is allowed', () => {
    expect(() => assertAllowedCallback(new URL('http://10.0.0.1'), [])).toThrow(ProblemError);
    expect(() => assertAllowedCallback(new URL('https://nucleus.example'), [])).not.toThrow();
  });
});
