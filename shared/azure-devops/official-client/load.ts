/** Loads the official client on first use: functions that do not call Azure DevOps must not pay for it. */
export const loadOfficialClient = () => import('./official-client');
