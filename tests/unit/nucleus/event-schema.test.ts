import { faultsOf } from '../../../shared/http/validate';
import { nucleusEventSchema } from '../../../shared/nucleus/event-schema';
import { aRawFinding } from '../../support/builders/a-finding';

const event = (changes: object = {}) => ({
  id: 'event-1',
  type: 'scan.ingested',
  timestamp: '2026-03-01T08:00:00Z',
  data: { project_id: 12, findings: [aRawFinding()] },
  ...changes,
});
const pointersOf = (value: unknown) => faultsOf(nucleusEventSchema, value).map(({ pointer }) => pointer);

describe('nucleusEventSchema', () => {
  it.each([
    ['a scan', event()],
    ['an update', event({ type: 'finding.updated' })],
    ['ids as text or number', event({ data: { project_id: '12', scan_id: 501, findings: [] } })],
    ['a finding that is no object, which is rejected alone', event({ data: { findings: ['x'] } })],
    ['fields that nobody knows', event({ data: { findings: [{ later: true }], added: 1 } })],
  ])('takes %s', (_, value) => expect(pointersOf(value)).toEqual([]));

  it.each([
    ['another type', event({ type: 'scan.deleted' }), '/type'],
    ['no id', event({ id: undefined }), '/id'],
    ['a blank id', event({ id: ' ' }), '/id'],
    ['an id without end', event({ id: 'x'.repeat(201) }), '/id'],
    ['no timestamp', event({ timestamp: undefined }), '/timestamp'],
    ['findings that are no list', event({ data: { findings: {} } }), '/data/findings'],
    ['no data', event({ data: undefined }), '/data'],
    ['nothing', null, ''],
  ])('refuses %s and says where', (_, value, pointer) => expect(pointersOf(value)).toContain(pointer));
});
