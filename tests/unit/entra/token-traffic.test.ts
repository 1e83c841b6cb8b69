import { TokenTraffic } from '../../../local/entra/token-traffic';

describe('TokenTraffic', () => {
  it('counts requests and tokens per client', () => {
    const traffic = new TokenTraffic();
    traffic.count('a', true);
    traffic.count('a', false);
    traffic.count('b', false);
    expect(traffic.report()).toEqual({ a: { requests: 2, tokens: 1 }, b: { requests: 1, tokens: 0 } });
  });

  it('hands out a fault as often as asked, then none', () => {
    const traffic = new TokenTraffic();
    expect(traffic.takeFault()).toBeUndefined();
    traffic.failNext(2, 429);
    expect([traffic.takeFault(), traffic.takeFault(), traffic.takeFault()]).toEqual([429, 429, undefined]);
  });
});
