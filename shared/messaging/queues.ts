/** The queues between the functions (design section 1). A new one also goes into infra/ and local/service-bus/config.json. */
export const queues = {
  scanIngest: 'scan-ingest',
  ticketCreate: 'ticket-create',
  ticketUpdate: 'ticket-update',
  autoClose: 'auto-close',
  bulkClose: 'bulk-close',
  ruleBackfill: 'rule-backfill',
  statusEnd: 'status-end',
  workItemEvents: 'work-item-events',
  nucleusCallbacks: 'nucleus-callbacks',
} as const;

export type QueueName = (typeof queues)[keyof typeof queues];
