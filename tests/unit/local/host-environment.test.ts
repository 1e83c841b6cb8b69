import { hostEnvironment } from '../../../local/host-environment';

describe('hostEnvironment', () => {
  it.each([
    ['nothing', {}, 'localhost,127.0.0.1'],
    ['other hosts', { NO_PROXY: 'example.org, .internal' }, 'example.org,.internal,localhost,127.0.0.1'],
    ['the lower-case name', { no_proxy: 'localhost,' }, 'localhost,127.0.0.1'],
  ])('reaches this machine without a proxy, beside %s', (_, current, expected) => {
    expect(hostEnvironment('trusted.pem', current)).toEqual({
      NODE_EXTRA_CA_CERTS: 'trusted.pem',
      NO_PROXY: expected,
      no_proxy: expected,
    });
  });
});
