import type { Subscription } from '../../../../../local/azure-devops/service-hooks/subscriptions/subscription';
import { developer, organization, project } from '../../../../support/builders/a-work-item-change';

export const aSubscription = (change: Partial<Subscription> = {}): Subscription => ({
  id: '5a0c2c1e-0005-6000-a000-000000000005',
  organization,
  status: 'enabled',
  eventType: 'workitem.updated',
  resourceVersion: '1.0',
  publisherInputs: { projectId: project.id },
  consumerInputs: { url: 'https://connector.example/hooks', basicAuthPassword: 'secret' },
  createdBy: developer,
  createdDate: new Date('2026-03-01T09:00:00Z'),
  modifiedBy: developer,
  modifiedDate: new Date('2026-03-01T09:00:00Z'),
  probationRetries: 0,
  ...change,
});
