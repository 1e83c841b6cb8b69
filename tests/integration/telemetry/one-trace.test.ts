import { eventually } from '../../../local/demo/eventually';
import { scanOf } from '../../../local/demo/scan';
import { ConnectedStack, project } from '../../support/connected-stack';
import { appLines } from '../../support/host-log';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;

describe('the trace of an event', () => {
  let connected: ConnectedStack;

  beforeAll(async () => {
    connected = await ConnectedStack.start();
    await connected.api.post('/rules', {
      name: 'Criticals',
      connectorId: connected.connectorId,
      ticket: { project, workItemType: 'Bug' },
    });
    await connected.send('POST', '/nucleus/events', scanOf(new Date()), { traceparent });
  });

  afterAll(() => connected.stop());

  const lines = () => appLines(connected.stack);
  const ofTheEvent = () => lines().filter((line) => line.traceId === traceId);

  it('goes through every function from the intake to the ticket, and to Azure DevOps', async () => {
    await eventually('the ticket is created', 20_000, () =>
      Promise.resolve(ofTheEvent().find(({ message }) => message === 'ticket created')),
    );
    const steps = ofTheEvent().map(({ function: name, message }) => `${name ?? ''}: ${message}`);
    expect(steps).toEqual(
      expect.arrayContaining([
        'nucleus-events: event accepted',
        'ingest-scan: part of an event ingested',
        'create-tickets: metric',
        'create-tickets: ticket created',
      ]),
    );
  });

  it('comes back by the work item: what its service hook brings is measured under the same id', async () => {
    const { value: created } = await eventually('the ticket is created', 20_000, () =>
      Promise.resolve(lines().find(({ message }) => message === 'ticket created')),
    );
    const { value: synced } = await eventually('its service hook has come', 20_000, () =>
      Promise.resolve(
        lines().find(
          ({ metric, workItemId }) => metric === 'connector.sync.lag' && workItemId === created.workItemId,
        ),
      ),
    );
    expect(synced.function).toBe('sync-work-item');
    expect(created.traceId).toBe(traceId);
  });
});
