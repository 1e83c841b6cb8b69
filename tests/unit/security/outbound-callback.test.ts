import type { LookupAddress } from 'node:dns';
import { ProblemError } from '../../../shared/errors';
import { assertAllowedCallback, isAllowedCallback } from '../../../shared/security/outbound-callback';
import { isPublicAddress } from '../../../shared/security/public-address';
import { PrivateAddressError, publicLookup } from '../../../shared/security/public-lookup';

it.each([
  ['93.184.215.14', true],
  ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', true],
  ['127.0.0.1', false],
  ['0.0.0.0', false],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['192.168.0.1', false],
  ['100.64.0.1', false],
  ['169.254.169.254', false],
  ['168.63.129.16', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['::', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['::ffff:10.0.0.1', false],
  ['::ffff:169.254.169.254', false],
  ['64:ff9b::a00:1', false],
  ['2002:a00:1::', false],
  ['not an address', false],
])('isPublicAddress(%s): %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});

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

describe('publicLookup', () => {
  const ask = (
    options: { all?: boolean },
    addresses: LookupAddress[],
    error: NodeJS.ErrnoException | null = null,
  ) =>
    new Promise((resolve) => {
      publicLookup(
        'name.example',
        options,
        (refusal, address, family) =>
          resolve(refusal ?? (family === undefined ? address : { address, family })),
        (_name, _options, answer) => answer(error, addresses),
      );
    });
  const [good, bad] = [
    { address: '93.184.215.14', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ];

  it('answers public addresses only', async () => {
    expect(await ask({ all: true }, [bad, good])).toEqual([good]);
    expect(await ask({}, [bad, good])).toEqual(good);
  });

  it('refuses a name that leads into a private network', async () => {
    expect(await ask({ all: true }, [bad])).toBeInstanceOf(PrivateAddressError);
    expect(await ask({}, [])).toBeInstanceOf(PrivateAddressError);
  });

  it('hands on that a name is not known', async () => {
    const notFound = new Error('ENOTFOUND');
    expect(await ask({ all: true }, [], notFound)).toBe(notFound);
  });
});
