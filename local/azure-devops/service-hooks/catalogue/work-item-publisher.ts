import { type EventType, eventTypes } from '../events/event-type';
import { resourceVersions } from '../events/resource-version';
import { dynamicChoice, input, type InputDescriptor } from './input-descriptor';

/** What the publisher `tfs` offers of work items, and the filters of each event (facts: azure-devops.md section 7.2). */

export const publisherId = 'tfs';

const guid = { inputMode: 'none', validation: { dataType: 'guid' } } as const;

export const publisherInputs: InputDescriptor[] = [
  input('projectId', 'Project', 'Only events of this project; all projects without it.', guid),
  input('teamId', 'Team', 'The team that the subscription belongs to.', guid),
  input('subscriberId', 'Subscriber', 'The identity that the subscription belongs to.', guid),
];

const ofEveryEvent: InputDescriptor[] = [
  dynamicChoice('areaPath', 'Area path', 'Only work items under this area path.'),
  dynamicChoice('workItemType', 'Work item type', 'Only work items of this type.'),
  dynamicChoice('tag', 'Tag', 'Only work items that carry this tag.'),
];

const ofOneEvent: Partial<Record<EventType, InputDescriptor[]>> = {
  'workitem.updated': [
    dynamicChoice('changedFields', 'Field', 'Only changes of this field.'),
    input('linksChanged', 'Links are added or removed', 'Only changes of links.', {
      inputMode: 'checkBox',
      validation: { dataType: 'boolean' },
    }),
  ],
  'workitem.commented': [
    input('commentPattern', 'Contains string', 'Only comments that contain this text.', {
      inputMode: 'textBox',
      validation: {
        dataType: 'string',
        pattern: String.raw`^\s*[^\s&<>'"][^&<>'"]*$`,
        minLength: 1,
        maxLength: 1024,
      },
    }),
  ],
};

const names: Record<EventType, string> = {
  'workitem.created': 'Work item created',
  'workitem.updated': 'Work item updated',
  'workitem.commented': 'Work item commented on',
  'workitem.deleted': 'Work item deleted',
  'workitem.restored': 'Work item restored',
};

export const eventInputs = (type: EventType): InputDescriptor[] => [
  ...ofEveryEvent,
  ...(ofOneEvent[type] ?? []),
];

export const publisherEventType = (type: EventType, baseUrl: string) => ({
  id: type,
  publisherId,
  url: `${baseUrl}/_apis/hooks/publishers/${publisherId}/eventTypes/${type}`,
  name: names[type],
  description: `${names[type]}.`,
  supportedResourceVersions: resourceVersions,
  inputDescriptors: eventInputs(type),
});

export const publisher = (baseUrl: string) => ({
  id: publisherId,
  url: `${baseUrl}/_apis/hooks/publishers/${publisherId}`,
  name: 'Azure DevOps Services',
  description: 'Publishes Azure DevOps Services events',
  supportedEvents: eventTypes.map((type) => publisherEventType(type, baseUrl)),
  inputDescriptors: publisherInputs,
});
