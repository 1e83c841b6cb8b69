import type { Measurement } from './metric';

/** How far a ticket was behind its work item: from the delivery of a service hook until the ticket says the same. */
export const syncLag = (receivedAt: string, now: number): Measurement => ({
  name: 'connector.sync.lag',
  value: Math.max(0, now - Date.parse(receivedAt)) / 1000,
  unit: 's',
  attributes: {},
});
