import type { Notification } from './notification';

/** What a caller asks of the history (facts: azure-devops.md section 7.1); what is not given matches all. */
export interface NotificationFilter {
  status?: string;
  result?: string;
  minCreatedDate?: Date;
  maxCreatedDate?: Date;
}

const same = (value: string, wanted: string | undefined) =>
  wanted === undefined || wanted.toLowerCase() === value.toLowerCase();

/** Whether a notification is one of those asked for. */
export const isSelected = (
  { status, result, createdDate }: Notification,
  { status: wantedStatus, result: wantedResult, minCreatedDate, maxCreatedDate }: NotificationFilter,
): boolean =>
  same(status, wantedStatus) &&
  same(result, wantedResult) &&
  (minCreatedDate === undefined || createdDate >= minCreatedDate) &&
  (maxCreatedDate === undefined || createdDate <= maxCreatedDate);

/** How many notifications of a subscription there are of each result. */
export function summarize(subscriptionId: string, notifications: readonly Notification[]) {
  const counts = new Map<string, number>();
  for (const { result } of notifications) counts.set(result, (counts.get(result) ?? 0) + 1);
  const results = [...counts].map(([result, notificationCount]) => ({ result, notificationCount }));
  return { subscriptionId, results };
}
