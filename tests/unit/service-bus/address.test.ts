import { parseAddress } from '../../../local/service-bus/address';

describe('parseAddress', () => {
  it.each([
    ['scan-ingest', { kind: 'entity', entity: 'scan-ingest' }],
    ['Scan-Ingest/$DeadLetterQueue', { kind: 'entity', entity: 'scan-ingest/$deadletterqueue' }],
    ['sb://localhost:5672/scan-ingest', { kind: 'entity', entity: 'scan-ingest' }],
    ['amqps://name.example/a/b', { kind: 'entity', entity: 'a/b' }],
    ['scan-ingest/$management', { kind: 'management', entity: 'scan-ingest' }],
    ['a/$deadletterqueue/$management', { kind: 'management', entity: 'a/$deadletterqueue' }],
    ['$cbs', { kind: 'tokens' }],
    ['', { kind: 'entity', entity: '' }],
  ])('reads %s', (address, parsed) => {
    expect(parseAddress(address)).toEqual(parsed);
  });
});
