import type {
  AzureDevOpsClient,
  AzureDevOpsClients,
  WorkItemUpdate,
} from '../../../shared/azure-devops/client';
import { addHyperlink, setField, testRevision } from '../../../shared/azure-devops/json-patch';
import {
  clientsOf,
  json,
  replyLost,
  type ScriptedService,
  startScriptedService,
  type Turn,
  workItem,
} from './scripted-service';

let service: ScriptedService;
let clients: AzureDevOpsClients;
let client: AzureDevOpsClient;

beforeAll(async () => (service = await startScriptedService()));
afterAll(() => service.close());
beforeEach(() => {
  service.reset();
  ({ clients, client } = clientsOf(service));
});
afterEach(async () => {
  await clients.close();
  expect(service.left()).toBe(0);
});

const closeAt = (id: number, rev: number): WorkItemUpdate => ({
  id,
  operations: [testRevision(rev), setField('System.State', 'Closed')],
});

interface Entry {
  code: number;
  headers: Record<string, string>;
  body: string;
}

const entry = (status: number, body: unknown, headers: Record<string, string> = {}): Entry => ({
  code: status,
  headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});
const closed = (id: number, rev: number) => entry(200, workItem(id, rev, { 'System.State': 'Closed' }));
const staleEntry = (actual: number, sent: number) =>
  entry(412, {
    typeKey: 'TestPatchOperationFailedException',
    message: `VS403351: Test Operation for path /rev failed, value ${actual} was not equal to test value ${sent}.`,
  });
const entries = (...value: Entry[]): Turn => json(200, { count: value.length, value });

const idsSent = () =>
  service.requests.map(({ body }) =>
    (body as { uri: string }[]).map(({ uri }) => Number(/workitems\/(\d+)\?/.exec(uri)?.[1])),
  );

const summary = async (updates: WorkItemUpdate[]) =>
  (await client.updateWorkItems(updates)).map((outcome) =>
    outcome.ok ? `${outcome.id}: rev ${outcome.workItem.rev}` : `${outcome.id}: ${outcome.error.name}`,
  );

describe('updateWorkItems', () => {
  it('sends nothing for nothing', async () => {
    expect(await client.updateWorkItems([])).toEqual([]);
    expect(service.requests).toHaveLength(0);
  });

  it('sends the patches as entries of one request', async () => {
    service.answer(entries(closed(7, 4)));
    await client.updateWorkItems([closeAt(7, 3)]);
    expect(service.requests).toEqual([
      {
        method: 'PATCH',
        path: '/Tailspin/_apis/wit/$batch?api-version=7.1',
        headers: expect.objectContaining({ 'content-type': 'application/json' }),
        body: [
          {
            method: 'PATCH',
            uri: '/_apis/wit/workitems/7?api-version=7.1',
            headers: { 'Content-Type': 'application/json-patch+json' },
            body: closeAt(7, 3).operations,
          },
        ],
      },
    ]);
  });

  it('reads each entry for itself, by its position', async () => {
    const refused = entry(400, {
      typeKey: 'RuleValidationException',
      message: 'TF401320: Rule Error for field X. Error code: Required.',
    });
    const missing = entry(404, {
      typeKey: 'WorkItemUnauthorizedAccessException',
      message: 'TF401232: Work item 3 does not exist',
    });
    service.answer(entries(closed(1, 4), refused, missing, staleEntry(9, 3), closed(5, 4)));
    expect(await summary([1, 2, 3, 4, 5].map((id) => closeAt(id, 3)))).toEqual([
      '1: rev 4',
      '2: RuleValidationError',
      '3: NotFoundOrNotVisibleError',
      '4: RevisionConflictError',
      '5: rev 4',
    ]);
  });

  it('splits at 200 and keeps the order', async () => {
    const updates = Array.from({ length: 450 }, (_, index) => closeAt(index + 1, 1));
    [0, 1, 2].forEach(() =>
      service.answer((response, request) => {
        const ids = (request.body as { uri: string }[]).map(({ uri }) =>
          Number(/workitems\/(\d+)\?/.exec(uri)?.[1]),
        );
        entries(...ids.map((id) => closed(id, 2)))(response, request);
      }),
    );
    const outcomes = await client.updateWorkItems(updates);
    expect(outcomes.map(({ id }) => id)).toEqual(updates.map(({ id }) => id));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(
      idsSent()
        .map(({ length }) => length)
        .sort(),
    ).toEqual([200, 200, 50]);
  });

  it('sends only those again that were turned away', async () => {
    service.answer(
      entries(closed(1, 2), entry(429, {}, { 'Retry-After': '0' }), entry(503, {}), closed(4, 2)),
      entries(closed(2, 2), closed(3, 2)),
    );
    expect(await summary([1, 2, 3, 4].map((id) => closeAt(id, 1)))).toEqual([
      '1: rev 2',
      '2: rev 2',
      '3: rev 2',
      '4: rev 2',
    ]);
    expect(idsSent()).toEqual([
      [1, 2, 3, 4],
      [2, 3],
    ]);
  });

  it('does not send an entry without a guard again that may have been carried out', async () => {
    service.answer(entries(entry(503, {})));
    expect(await summary([{ id: 1, operations: [setField('System.State', 'Closed')] }])).toEqual([
      '1: ReplyLostError',
    ]);
  });

  it('looks at what a lost answer left behind', async () => {
    service.answer(
      replyLost,
      entries(staleEntry(2, 1), closed(2, 2), staleEntry(2, 1)),
      json(200, {
        value: [workItem(1, 2, { 'System.State': 'Closed' }), workItem(3, 2, { 'System.State': 'Active' })],
      }),
    );
    expect(await summary([1, 2, 3].map((id) => closeAt(id, 1)))).toEqual([
      '1: rev 2',
      '2: rev 2',
      '3: RevisionConflictError',
    ]);
    expect(service.requests[2]).toMatchObject({
      path: '/Tailspin/_apis/wit/workitemsbatch?api-version=7.1',
      body: { ids: [1, 3] },
    });
  });

  it('looks at an entry that was sent again after an uncertain answer of its own', async () => {
    service.answer(
      entries(entry(503, {}), closed(2, 2)),
      entries(staleEntry(2, 1)),
      json(200, { value: [workItem(1, 2, { 'System.State': 'Closed' })] }),
    );
    expect(await summary([closeAt(1, 1), closeAt(2, 1)])).toEqual(['1: rev 2', '2: rev 2']);
  });

  it('keeps what is done when the rest fails', async () => {
    service.answer(
      entries(closed(1, 2), entry(429, {}, { 'Retry-After': '0' })),
      json(403, { typeKey: 'AccessCheckException', message: 'TF237111: x' }),
    );
    expect(await summary([closeAt(1, 1), closeAt(2, 1)])).toEqual(['1: rev 2', '2: AccessDeniedError']);
  });

  it('lets an entry that cannot be read harm no other', async () => {
    const unreadable = entry(200, ['no work item']);
    service.answer(entries(unreadable, closed(2, 2)));
    const unguarded = { id: 1, operations: [setField('System.State', 'Closed')] };
    expect(await summary([unguarded, closeAt(2, 1)])).toEqual(['1: ReplyLostError', '2: rev 2']);
  });

  it('leaves conflicts as they are when looking fails', async () => {
    service.answer(replyLost, entries(staleEntry(2, 1)), json(403, { typeKey: 'X', message: 'TF1: x' }));
    expect(await summary([closeAt(1, 1)])).toEqual(['1: RevisionConflictError']);
  });

  it('takes a link that is there already for done', async () => {
    const link: WorkItemUpdate = {
      id: 1,
      operations: [addHyperlink('https://connector.example/tickets/1', 'Ticket')],
    };
    service.answer(
      entries(entry(400, { typeKey: 'RelationAlreadyExistsException', message: 'Relation already exists.' })),
      json(200, { value: [workItem(1, 5)] }),
    );
    expect(await summary([link])).toEqual(['1: rev 5']);
  });

  it('leaves entries open that got no answer', async () => {
    service.answer(entries(closed(1, 2)), entries(), entries(), entries());
    expect(await summary([closeAt(1, 1), closeAt(2, 1)])).toEqual(['1: rev 2', '2: ReplyLostError']);
  });

  it('lets a failed request harm only its own entries', async () => {
    service.answer(
      (response, request) =>
        entries(...(request.body as unknown[]).map((_, index) => closed(index + 1, 2)))(response, request),
      json(403, {
        typeKey: 'AccessCheckException',
        message: 'TF237111: The current user does not have permissions',
      }),
    );
    const outcomes = await client.updateWorkItems(
      Array.from({ length: 201 }, (_, index) => closeAt(index + 1, 1)),
    );
    // Both requests are under way at once: either may be the one that is refused.
    const refused = outcomes.filter(({ ok }) => !ok).length;
    expect([1, 200]).toContain(refused);
    expect(outcomes).toHaveLength(201);
  });
});
