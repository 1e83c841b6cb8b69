import {
  keepPassword,
  maskPassword,
} from '../../../../../local/azure-devops/service-hooks/subscriptions/password-mask';

describe('maskPassword', () => {
  it('hides the password and nothing else', () => {
    const inputs = { url: 'https://a.example/', basicAuthUsername: 'u', basicAuthPassword: 'p' };
    expect(maskPassword(inputs)).toEqual({ ...inputs, basicAuthPassword: '********' });
  });

  it('does not invent one', () => {
    expect(maskPassword({ url: 'https://a.example/' })).toEqual({ url: 'https://a.example/' });
  });
});

describe('keepPassword', () => {
  it.each([
    ['the mask keeps the old one', '********', 'old', 'old'],
    ['another one replaces it', 'new', 'old', 'new'],
    ['none removes it', undefined, 'old', undefined],
    ['the mask without an old one is none', '********', undefined, undefined],
  ])('%s', (_, sent, previous, kept) => {
    const inputs = (basicAuthPassword: string | undefined): Record<string, string> =>
      basicAuthPassword === undefined ? {} : { basicAuthPassword };
    expect(keepPassword(inputs(sent), inputs(previous))).toEqual(inputs(kept));
  });
});
