import type { Identity } from '../../identity';
import type { OrganizationRef } from '../../work-item-change';
import type { EventType } from '../events/event-type';
import type { ResourceVersion } from '../events/resource-version';

export type SubscriptionStatus =
  'enabled' | 'onProbation' | 'disabledByUser' | 'disabledBySystem' | 'disabledByInactiveIdentity';

export type Inputs = Record<string, string>;

/** What a caller may say of a subscription. */
export interface SubscriptionContent {
  eventType: EventType;
  resourceVersion: ResourceVersion;
  publisherInputs: Inputs;
  consumerInputs: Inputs;
}

export interface Subscription extends SubscriptionContent {
  id: string;
  organization: OrganizationRef;
  status: SubscriptionStatus;
  createdBy: Identity;
  createdDate: Date;
  modifiedBy: Identity;
  modifiedDate: Date;
  /** Failed retries of the notification that it is on probation for. */
  probationRetries: number;
  lastProbationRetryDate?: Date;
}

/** undefined: the whole organization. */
export const projectIdOf = ({ publisherInputs }: SubscriptionContent): string | undefined =>
  publisherInputs.projectId === '' ? undefined : publisherInputs.projectId?.toLowerCase();

/** What new events are worth to it: during probation they are lost, not queued (facts: azure-devops.md section 7.4). */
export const takesEvents = ({ status }: Subscription): boolean => status === 'enabled';

export const isDisabled = ({ status }: Subscription): boolean => status.startsWith('disabled');
