import { Webhook } from 'standardwebhooks';
import { UnauthenticatedError } from '../../../shared/errors';
import { verifySignature } from '../../../shared/security/webhook-signature';

const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const other = `whsec_${Buffer.alloc(24, 2).toString('base64')}`;
const body = Buffer.from('{"id":"event-1"}');

function signedWith(key: string, secondsAgo = 0, content = body): Record<string, string> {
  const at = new Date(Date.now() - secondsAgo * 1000);
  return {
    'webhook-id': 'msg-1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(key).sign('msg-1', at, content),
  };
}
const verifying = (headers: Record<string, string>, secrets: string[]) => () =>
  verifySignature(body, (name) => headers[name], secrets);

describe('verifySignature', () => {
  it.each([
    ['the secret', signedWith(secret), [secret]],
    ['a secret without its prefix', signedWith(secret), [secret.replace('whsec_', '')]],
    ['either secret while one is rotated', signedWith(secret), [other, secret]],
    ['a time that is a little off', signedWith(secret, 240), [secret]],
    [
      'several signatures',
      {
        ...signedWith(secret),
        'webhook-signature': `v1,AAAA ${signedWith(secret)['webhook-signature'] ?? ''}`,
      },
      [secret],
    ],
  ])('takes %s', (_, headers, secrets) => expect(verifying(headers, secrets)).not.toThrow());

  it.each([
    ['another secret', signedWith(other), [secret]],
    ['any when there is no secret', signedWith(secret), []],
    ['an old one', signedWith(secret, 600), [secret]],
    ['one from the future', signedWith(secret, -600), [secret]],
    ['one of another body', signedWith(secret, 0, Buffer.from('{}')), [secret]],
    ['another id', { ...signedWith(secret), 'webhook-id': 'msg-2' }, [secret]],
    ['no time', { ...signedWith(secret), 'webhook-timestamp': '' }, [secret]],
    ['nonsense', { ...signedWith(secret), 'webhook-signature': 'v1' }, [secret]],
  ])('refuses %s', (_, headers, secrets) =>
    expect(verifying(headers, secrets)).toThrow(UnauthenticatedError),
  );
});
