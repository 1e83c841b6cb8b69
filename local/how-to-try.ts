import type { StackDescription } from './stack-file';

/** A command for a shell, as pasted; bodies are JSON, which has no single quotes here. */
function curl(method: string, url: string, key?: string, body?: object): string {
  const words = ['curl', '-sS'];
  if (method !== 'GET') words.push('-X', method);
  if (key !== undefined) words.push('-H', `'x-functions-key: ${key}'`);
  if (body !== undefined)
    words.push('-H', `'content-type: application/json'`, '-d', `'${JSON.stringify(body)}'`);
  return [...words, `'${url}'`].join(' ');
}

/** Three requests to begin with: is it there, do these credentials work, connect the organization. */
export function curlLines({ apiBaseUrl, functionsKey, azureDevOps }: StackDescription): string[] {
  const { baseUrl, organization, tenantId, clientId, clientSecret } = azureDevOps;
  const credentials = { instanceUrl: baseUrl, organization, tenantId, clientId, clientSecret };
  const connector = { name: organization, ...credentials };
  return [
    curl('GET', `${apiBaseUrl}/health`),
    curl('POST', `${apiBaseUrl}/connectors/verify`, functionsKey, credentials),
    curl('POST', `${apiBaseUrl}/connectors`, functionsKey, connector),
  ];
}

/** What is printed when everything serves: where it is, and how to try it. */
export function howToTry(
  description: StackDescription,
  files: { stackFile: string; logFolder: string; caFile: string },
): string {
  const { apiBaseUrl, functionsKey, webhookBaseUrl, azureDevOps, storage, serviceBus } = description;
  const { callbackReceiver } = description;
  const projects = azureDevOps.projects.map(({ name, process }) => `${name} (${process})`).join(', ');
  return `
Everything runs. Data is new at each start and gone at the end.

  API             ${apiBaseUrl}
  key             ${functionsKey}
  webhooks        ${webhookBaseUrl}/{connectorId}
  Azure DevOps    ${azureDevOps.baseUrl}/${azureDevOps.organization}
    projects      ${projects}
    developer     ${azureDevOps.developer.name}, bearer token ${azureDevOps.developer.token}
  Entra           ${azureDevOps.authority} (certificate authority: ${files.caFile})
    tenant        ${azureDevOps.tenantId}
    client        ${azureDevOps.clientId}, secret ${azureDevOps.clientSecret}
  Callbacks       ${callbackReceiver}/callbacks/{name}, read at /mailboxes/{name}
  Table Storage   ${storage}
  Service Bus     ${serviceBus}
  logs            ${files.logFolder}
  all of this     ${files.stackFile}

Try it: is it there, do these credentials work, connect the organization.

${curlLines(description).join('\n\n')}

Ctrl-C ends everything.
`;
}
