import { readHostSettings } from '../../../local/functions-host/host-json';
import { readTriggers } from '../../../local/functions-host/triggers';
import { registered } from './registered';

const hostSettings = readHostSettings('{"version":"2.0"}');
const http = registered({ type: 'httpTrigger', methods: ['get'], route: 'a' }, 'http');
const queue = registered({ type: 'serviceBusTrigger', queueName: '%Q%', connection: 'BUS' }, 'queue');
const timer = registered({ type: 'timerTrigger', schedule: '0 * * * * *' }, 'timer');
const settings = { Q: 'ticket-create', BUS: 'Endpoint=sb://localhost' };

describe('the triggers of an app', () => {
  it('are told apart by kind', () => {
    const triggers = readTriggers([http, queue, timer], hostSettings, settings);
    expect(triggers.all).toEqual([http, queue, timer]);
    expect(triggers.http).toMatchObject([{ route: 'api/a', methods: ['GET'], authLevel: 'anonymous' }]);
    expect(triggers.queues).toMatchObject([{ queue: 'ticket-create', autoComplete: true }]);
    expect(triggers.timers).toMatchObject([{ schedule: '0 * * * * *' }]);
  });

  it('leave out what is disabled, broken or not', () => {
    const disabled = { ...settings, AzureWebJobs_queue_Disabled: '1', Q: undefined };
    expect(readTriggers([http, queue], hostSettings, disabled).all).toEqual([http]);
  });

  it('of other kinds are refused', () => {
    const blob = registered({ type: 'blobTrigger' }, 'blob');
    expect(() => readTriggers([blob], hostSettings, {})).toThrow(
      'no trigger "blobTrigger" (function "blob")',
    );
  });
});
