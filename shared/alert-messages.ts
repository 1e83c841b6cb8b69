/**
 * Log messages that alerts look for (infra/modules/alerts.bicep): one of them is a reason to wake somebody. Whoever
 * finds such a thing logs it under these words; a change here needs the alert to change as well, and a test says so.
 */
export const alertMessages = {
  /** A subscription of ours that Azure DevOps had stopped to deliver to. Data: `connectorId`, `eventType`, `projectId`, `status`. */
  serviceHookDisabled: 'service hook is disabled',
  /** A message that Nucleus did not take this time. Data: `connectorId`, `status`, `attempt`. */
  callbackFailed: 'callback failed',
  /** An address that is no longer called, after days of failures or at its own wish. Data: `connectorId`. */
  callbackEndpointDisabled: 'callback endpoint disabled',
} as const;
