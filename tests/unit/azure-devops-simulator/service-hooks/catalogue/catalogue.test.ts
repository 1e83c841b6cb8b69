import {
  webhookConsumer,
  webhookInputs,
} from '../../../../../local/azure-devops/service-hooks/catalogue/webhook-action';
import {
  eventInputs,
  publisher,
} from '../../../../../local/azure-devops/service-hooks/catalogue/work-item-publisher';
import { eventTypes } from '../../../../../local/azure-devops/service-hooks/events/event-type';

const base = 'http://localhost:1/Birchwater';
const ids = (descriptors: { id: string }[]) => descriptors.map(({ id }) => id);

describe('the catalogue', () => {
  it('offers the five work item events in all their versions', () => {
    const { supportedEvents } = publisher(base);
    expect(ids(supportedEvents)).toEqual([...eventTypes]);
    for (const { supportedResourceVersions } of supportedEvents)
      expect(supportedResourceVersions).toEqual(
        expect.arrayContaining(['1.0', '3.1-preview.3', '5.1-preview.3']),
      );
  });

  it.each([
    ['workitem.created', ['areaPath', 'workItemType', 'tag']],
    ['workitem.updated', ['areaPath', 'workItemType', 'tag', 'changedFields', 'linksChanged']],
    ['workitem.commented', ['areaPath', 'workItemType', 'tag', 'commentPattern']],
  ] as const)('filters %s by %j', (type, inputs) => {
    expect(ids(eventInputs(type))).toEqual(inputs);
  });

  it('offers to post to an address, with one confidential input', () => {
    expect(webhookConsumer(base)).toMatchObject({ id: 'webHooks', actions: [{ id: 'httpRequest' }] });
    expect(ids(webhookInputs.filter(({ isConfidential }) => isConfidential))).toEqual(['basicAuthPassword']);
  });
});
