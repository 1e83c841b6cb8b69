import { createLogger } from '../../../shared/logger';
import { httpClientDuration } from '../../../shared/telemetry/http-client-duration';
import { recordMetric } from '../../../shared/telemetry/metric';
import { syncLag } from '../../../shared/telemetry/sync-lag';

const url = new URL('https://dev.azure.com/bayside/Harbor/_apis/wit/workitems/7?x=1');
const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

describe('http.client.request.duration', () => {
  const sent = { method: 'GET', url, durationMs: 1_234.4 };
  const common = { 'http.request.method': 'GET', 'server.address': 'dev.azure.com', 'server.port': 443 };

  it.each([
    ['an answer', { status: 200 }, { 'http.response.status_code': 200 }],
    ['a refusal', { status: 429 }, { 'http.response.status_code': 429, 'error.type': '429' }],
    ['no connection', { failure: refused }, { 'error.type': 'ECONNREFUSED' }],
    ['an error without a code', { failure: new TypeError('x') }, { 'error.type': 'TypeError' }],
    ['anything else thrown', { failure: 'x' }, { 'error.type': 'unknown' }],
  ])('is in seconds, with %s', (_, outcome, attributes) => {
    expect(httpClientDuration({ ...sent, ...outcome })).toEqual({
      name: 'http.client.request.duration',
      value: 1.234,
      unit: 's',
      attributes: { ...common, ...attributes },
    });
  });

  it('names the port', () => {
    const portOf = (text: string) =>
      httpClientDuration({ ...sent, url: new URL(text) }).attributes['server.port'];
    expect([portOf('http://a.example/'), portOf('http://a.example:8080/')]).toEqual([80, 8080]);
  });
});

describe('connector.sync.lag', () => {
  it('is in seconds, and never below none where clocks differ', () => {
    const at = '2030-01-02T03:04:05.000Z';
    expect(syncLag(at, Date.parse(at) + 1_500)).toMatchObject({ value: 1.5, unit: 's' });
    expect(syncLag(at, Date.parse(at) - 1_500).value).toBe(0);
  });
});

it('a metric is one line of the log, which the workbook reads', () => {
  const lines: unknown[] = [];
  const keep = (line: string) => void lines.push(JSON.parse(line));
  recordMetric(createLogger({ log: keep, warn: keep, error: keep }), syncLag('2030-01-02', 0));
  expect(lines).toEqual([
    { message: 'metric', metric: 'connector.sync.lag', value: 0, unit: 's', attributes: {} },
  ]);
});
