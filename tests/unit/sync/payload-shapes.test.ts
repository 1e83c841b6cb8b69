import fc from 'fast-check';
import { envelope } from '../../../local/azure-devops/service-hooks/events/envelope';
import { resourceVersions } from '../../../local/azure-devops/service-hooks/events/resource-version';
import type { WorkItemChange } from '../../../local/azure-devops/work-item-change';
import { fits } from '../../../shared/http/validate';
import { parseWorkItemEvent } from '../../../shared/sync/work-item-event';
import {
  toWorkItemEventMessage,
  workItemEventMessageSchema,
} from '../../../shared/sync/work-item-event-message';
import { toWorkItemFacts } from '../../../shared/sync/work-item-facts';
import { aChange, aRevision, organization, project } from '../../support/builders/a-work-item-change';

const occasion = {
  subscriptionId: '5A0C2C1E-0005-6000-A000-000000000005',
  notificationId: 4,
  eventId: '5a0c2c1e-0006-6000-a000-000000000006',
  createdAt: new Date('2026-03-01T10:00:01.107Z'),
};
const place = { organization, project, baseUrl: 'https://birchwater.visualstudio.com' };
const kinds: WorkItemChange['kind'][] = ['created', 'updated', 'commented', 'deleted', 'restored'];
const details = ['', 'all', 'minimal', 'none'];
const messages = ['', 'none'];

/** A delivery as the service renders it (facts: azure-devops.md sections 6.1 to 6.5). */
function delivery(
  kind: WorkItemChange['kind'],
  resourceVersion: (typeof resourceVersions)[number],
  resourceDetailsToSend: string,
  messagesToSend: string,
): unknown {
  const revision = aRevision(
    { 'System.TeamProject': 'Payments', 'System.History': 'Looking' },
    { commentVersionRef: { commentId: 40001, version: 1 } },
  );
  const change = aChange({ kind, revision, ...(kind === 'commented' ? { comment: 'Looking' } : {}) });
  const consumerInputs = { resourceDetailsToSend, messagesToSend, detailedMessagesToSend: messagesToSend };
  return JSON.parse(
    JSON.stringify(envelope(change, revision, occasion, { resourceVersion, consumerInputs }, place)),
  );
}

const all = kinds.flatMap((kind) =>
  resourceVersions.flatMap((version) =>
    details.flatMap((detail) => messages.map((message) => [kind, version, detail, message] as const)),
  ),
);

/** The keys of a server of one's own, and of some versions. */
const pascal = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [
          key.charAt(0).toUpperCase() + key.slice(1),
          key === 'resource' ? inner : pascal(inner),
        ]),
      )
    : value;

describe('every shape of a delivery', () => {
  it.each(all)('%s, version %s, details "%s", messages "%s"', (kind, version, detail, message) => {
    const event = parseWorkItemEvent(delivery(kind, version, detail, message));
    if (detail === 'none') {
      expect(event).toEqual({ ignored: 'no-work-item' });
      return;
    }
    expect(event).toMatchObject({
      eventType: `workitem.${kind}`,
      subscriptionId: occasion.subscriptionId.toLowerCase(),
      notificationId: 4,
      workItemId: 7,
      containerIds: [organization.collectionId, organization.id],
      projectId: project.id,
    });
    if ('ignored' in event || detail === 'minimal') return;
    expect(event.rev).toBe(3);
    expect(toWorkItemFacts(event.fields ?? {}, undefined)).toMatchObject({
      project: 'Payments',
      state: 'Active',
      assignedTo: 'Noor Abed',
      tags: ['nucleus', 'Urgent'],
    });
    if (kind === 'commented') expect(event.comment).toMatchObject({ id: 40001, text: 'Looking' });
  });

  it.each(kinds)('%s, with PascalCase keys', (kind) => {
    const usual = parseWorkItemEvent(delivery(kind, '3.1-preview.3', 'all', 'none'));
    expect(parseWorkItemEvent(pascal(delivery(kind, '3.1-preview.3', 'all', 'none')))).toEqual(usual);
  });
});

describe('any other shape', () => {
  /** A value somewhere in a payload, replaced by another. */
  function mutate(value: unknown, path: readonly number[], to: unknown): unknown {
    const [step, ...rest] = path;
    if (step === undefined || typeof value !== 'object' || value === null) return to;
    const keys = Object.keys(value);
    const key = keys[step % Math.max(keys.length, 1)];
    if (key === undefined) return to;
    return { ...value, [key]: mutate(Reflect.get(value, key), rest, to) };
  }

  const strange = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(undefined, null, -1, 0, 1e30, '', '7', 'x'.repeat(300_000), [], {}),
    fc.constant(JSON.parse(`${'['.repeat(3_000)}${']'.repeat(3_000)}`)),
    fc.constant(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')),
  );

  it('is ignored or read, never thrown at, in 10,000 mutations', () => {
    const property = fc.property(
      fc.constantFrom(...all),
      fc.array(fc.nat({ max: 20 }), { maxLength: 6 }),
      strange,
      ([kind, version, detail, message], path, to) => {
        const payload = mutate(delivery(kind, version, detail, message), path, to);
        const event = parseWorkItemEvent(payload);
        if ('ignored' in event) return;
        const text = JSON.stringify(toWorkItemEventMessage(event, 'connector-1', '2026-03-01T10:00:00Z'));
        expect(Buffer.byteLength(text)).toBeLessThan(200_001);
        expect(fits(workItemEventMessageSchema, JSON.parse(text))).toBe(true);
        expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
      },
    );
    fc.assert(property, { numRuns: 10_000 });
  });
});
