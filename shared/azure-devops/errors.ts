/**
 * Everything that calls of Azure DevOps throw. All are AzureDevOpsError: a status and a stable code for our own callers,
 * what was seen, and what the user can do.
 */
export { AzureDevOpsError } from './errors/azure-devops-error';
// Who may enter, and where. An administrator has to do something.
export * from './errors/access-errors';
// What is wrong with one request as it stands.
export * from './errors/request-errors';
// Trouble on the way, which passes. These say whether the request was carried out.
export * from './errors/transport-errors';
