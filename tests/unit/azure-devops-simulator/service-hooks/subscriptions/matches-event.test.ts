import { matchesEvent } from '../../../../../local/azure-devops/service-hooks/subscriptions/matches-event';
import { aChange, aRevision, organization, project } from '../../../../support/builders/a-work-item-change';

const link = { rel: 'Hyperlink', url: 'https://a.example/', attributes: {} };
const commented = aChange({ kind: 'commented', comment: '<div>Please <b>retest</b> it</div>' });

describe('matchesEvent', () => {
  it.each([
    ['no filter', {}, aChange()],
    ['empty filters', { projectId: '', areaPath: '', workItemType: '', tag: '' }, aChange()],
    ['inputs that are no filters', { hostId: organization.id, tfsSubscriptionId: 'x' }, aChange()],
    ['the project', { projectId: project.id.toUpperCase() }, aChange()],
    ['the area', { areaPath: 'payments\\web' }, aChange()],
    ['an area above', { areaPath: '\\Payments' }, aChange()],
    ['the type', { workItemType: 'bug' }, aChange()],
    ['a tag', { tag: 'URGENT' }, aChange()],
    ['a changed field', { changedFields: 'system.state' }, aChange()],
    ['one of several changed fields', { changedFields: 'System.Title,System.State' }, aChange()],
    ['links', { linksChanged: 'true' }, aChange({ changedRelations: { added: [link] } })],
    ['links not asked for', { linksChanged: 'false' }, aChange()],
    ['a part of the comment', { commentPattern: 'please RETEST' }, commented],
  ])('lets %s pass', (_, inputs, change) => {
    expect(matchesEvent(inputs, change)).toBe(true);
  });

  it.each([
    ['another project', { projectId: organization.id }, aChange()],
    ['an area beside', { areaPath: 'Payments\\We' }, aChange()],
    ['an area below', { areaPath: 'Payments\\Web\\Api' }, aChange()],
    ['another type', { workItemType: 'Task' }, aChange()],
    ['a part of a tag', { tag: 'urg' }, aChange()],
    [
      'a tag where there is none',
      { tag: 'urgent' },
      aChange({ revision: aRevision({ 'System.Tags': undefined }) }),
    ],
    ['a field that stayed', { changedFields: 'System.Title' }, aChange()],
    ['links that stayed', { linksChanged: 'true' }, aChange()],
    ['another comment', { commentPattern: 'wontfix' }, commented],
    ['markup of the comment', { commentPattern: 'div' }, commented],
    ['one filter of two', { workItemType: 'Bug', tag: 'other' }, aChange()],
  ])('stops %s', (_, inputs, change) => {
    expect(matchesEvent(inputs, change)).toBe(false);
  });
});
