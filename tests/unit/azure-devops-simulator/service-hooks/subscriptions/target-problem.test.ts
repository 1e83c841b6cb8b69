import { targetProblem } from '../../../../../local/azure-devops/service-hooks/subscriptions/target-problem';

const credentials = { basicAuthUsername: 'hooks', basicAuthPassword: 'secret' };

describe('targetProblem', () => {
  it.each([
    ['https', { url: 'https://connector.example/hooks', ...credentials }],
    ['http without credentials', { url: 'http://connector.example/hooks' }],
    ['http on loopback with credentials', { url: 'http://localhost:7071/hooks', ...credentials }],
    ['another loopback address', { url: 'http://127.0.0.1:7071/hooks' }],
    ['loopback of IPv6', { url: 'http://[::1]:7071/hooks' }],
    ['a public address', { url: 'https://203.0.113.7/hooks' }],
  ])('allows %s', (_, inputs) => {
    expect(targetProblem(inputs)).toBeUndefined();
  });

  it.each([
    ['http with a password', { url: 'http://connector.example/hooks', ...credentials }, /https/],
    ['another scheme', { url: 'ftp://connector.example/' }, /http or https/],
    ['a private network', { url: 'https://10.1.2.3/' }, /special range/],
    ['another private network', { url: 'https://172.31.0.1/' }, /special range/],
    ['the metadata service', { url: 'http://169.254.169.254/' }, /special range/],
    ['a private network of IPv6', { url: 'https://[fd00::1]/' }, /special range/],
  ])('refuses %s', (_, inputs, why) => {
    expect(targetProblem(inputs)).toMatch(why);
  });
});
