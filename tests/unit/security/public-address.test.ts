import { isPublicAddress } from '../../../shared/security/public-address';

describe('isPublicAddress', () => {
  it.each(['13.107.42.20', '8.8.8.8', '2620:1ec:21::20', '2603:1030:20e::1', '::ffff:8.8.8.8'])(
    'takes %s for one of the internet',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '192.168.1.1'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.8.8.8'],
    ['loopback', '::1'],
    ['the metadata service', '169.254.169.254'],
    ['the metadata service of App Service', '169.254.129.2'],
    ["Azure's wire server", '168.63.129.16'],
    ['shared address space', '100.64.0.1'],
    ['unspecified', '0.0.0.0'],
    ['unspecified', '::'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['documentation', '192.0.2.10'],
    ['benchmarks', '198.18.0.1'],
    ['unique local', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['site-local', 'fec0::1'],
    ['IPv4 in IPv6, mapped', '::ffff:169.254.169.254'],
    ['IPv4 in IPv6, compatible', '::10.0.0.1'],
    ['IPv4 in IPv6, translated', '64:ff9b::a9fe:a9fe'],
    ['IPv4 in IPv6, 6to4', '2002:a9fe:a9fe::1'],
    ['IPv4 in IPv6, Teredo', '2001:0:a9fe:a9fe::1'],
    ['no address', 'dev.azure.com'],
    ['nothing', ''],
  ])('refuses %s: %s', (_, address) => expect(isPublicAddress(address)).toBe(false));
});
