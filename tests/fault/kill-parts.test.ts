import { eventually } from '../../local/demo/eventually';
import type { OperationView } from '../../shared/operations/operation';
import { ConnectedStack } from '../support/connected-stack';
import { impatientQueues } from '../support/impatient-queues';
import { aScanOf, everythingRule, findingNumbers, processed } from '../support/scans';

// A power cut in the middle of work, part by part: nothing is lost, nothing is done twice.

const findings = findingNumbers(120);

let connected: ConnectedStack;

beforeAll(async () => {
  connected = await ConnectedStack.start({ queuesFile: impatientQueues() });
  await connected.api.post('/rules', everythingRule(connected.connectorId));
  await connected.simulator.call('PUT', '/latency', { ms: 20 });
}, 60_000);
afterAll(() => connected.stop());

const made = async () => (await connected.workItems()).filter(({ title }) => title.startsWith('QID-'));
const statesOf = async () => [...new Set((await made()).map(({ state }) => state))];

/** Waits for a moment in the middle of something. */
const once = (what: string, holds: () => Promise<boolean>) =>
  eventually(what, 60_000, async () => ((await holds()) ? true : undefined));

/** Work that was cut off counts as failed until it is done at another attempt. */
const doneAtLast = async (eventId: string) =>
  (
    await eventually('all work of the event is done', 120_000, async () => {
      const progress = await processed(connected, eventId);
      return progress.failed === 0 ? progress : undefined;
    })
  ).value;

const killAndRestart = async (part: 'functions-host' | 'service-bus' | 'azurite') => {
  await connected.stack.kill(part);
  await connected.stack.restart(part);
};

it('makes one work item per finding although the host is killed while it creates them', async () => {
  const scan = aScanOf(findings);
  await connected.api.post('/nucleus/events', scan, [202]);
  await once('40 work items', async () => (await made()).length >= 40);
  await killAndRestart('functions-host');
  const progress = await doneAtLast(scan.id);
  // Some may be made by the rule's own look at stored findings, which begins when it is saved.
  expect(progress).toMatchObject({ matched: 120, failed: 0 });

  const workItems = await made();
  expect(workItems).toHaveLength(120);
  expect(new Set(workItems.map(({ title }) => title)).size).toBe(120);
  const tickets = await connected.tickets();
  expect(tickets.map(({ workItemId }) => workItemId).sort()).toEqual(workItems.map(({ id }) => id).sort());
}, 150_000);

it('goes on with a bulk closure that the host was killed in', async () => {
  const ticketIds = (await connected.tickets()).map(({ id }) => id);
  await connected.simulator.call('PUT', '/latency', { ms: 500 });
  const body = { ticketIds, state: 'Resolved' };
  const { operationId } = await connected.api.post<{ operationId: string }>('/tickets/close', body);
  await once('the request is under way', async () => {
    const { byRoute } = await connected.requests();
    return (byRoute['PATCH _apis/wit/$batch'] ?? 0) > 0;
  });
  await killAndRestart('functions-host');
  await connected.simulator.call('PUT', '/latency', { ms: 20 });
  // What ADO was told is done; what came of it is not known yet.
  const { status } = await connected.api.get<OperationView>(`/operations/${operationId}`);
  expect(status).toBe('running');
  expect(await connected.finished(operationId)).toMatchObject({
    status: 'completed',
    succeeded: 120,
    failed: 0,
  });
  expect(await statesOf()).toEqual(['Resolved']);
  // Created and resolved: nobody was resolved twice.
  expect([...new Set((await made()).map(({ rev }) => rev))]).toEqual([2]);
}, 90_000);

it('closes every ticket once although Service Bus and the table storage go away meanwhile', async () => {
  const scan = aScanOf(findings, 'Scan Mitigated');
  await connected.api.post('/nucleus/events', scan, [202]);
  await killAndRestart('service-bus');
  await killAndRestart('azurite');
  const progress = await doneAtLast(scan.id);
  expect(progress).toMatchObject({ matched: 120, ticketsClosed: 120, failed: 0 });
  expect(await statesOf()).toEqual(['Closed']);
  expect([...new Set((await made()).map(({ rev }) => rev))]).toEqual([3]);
  expect([...new Set((await connected.tickets()).map(({ state }) => state))]).toEqual(['Closed']);
}, 150_000);
