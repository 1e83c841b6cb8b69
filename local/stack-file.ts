import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ProcessName } from './azure-devops/options';
import type { Stack } from './stack';

/** What `.local/stack.json` says: all that somebody needs to use the running system from outside. */
export interface StackDescription {
  apiBaseUrl: string;
  functionsKey: string;
  webhookBaseUrl: string;
  azureDevOps: {
    baseUrl: string;
    organization: string;
    projects: { name: string; process: ProcessName }[];
    tenantId: string;
    clientId: string;
    clientSecret: string;
    authority: string;
    /** A person, by whose bearer token the REST API of Azure DevOps can be used as a developer would. */
    developer: { name: string; token: string };
  };
  /** Takes messages to Nucleus at `/callbacks/{name}`, shows them at `/mailboxes/{name}`. */
  callbackReceiver: string;
  /** Connection strings. */
  storage: string;
  serviceBus: string;
}

export function describeStack(stack: Stack): StackDescription {
  const { tenantId, clientId, clientSecret, organization, projects, developer } = stack.world;
  return {
    apiBaseUrl: `${stack.baseUrl}/api`,
    functionsKey: stack.apiKeys.administrator,
    webhookBaseUrl: `${stack.baseUrl}/api/azure-devops/webhooks`,
    azureDevOps: {
      baseUrl: stack.azureDevOps.addresses.baseUrl,
      organization,
      projects,
      tenantId,
      clientId,
      clientSecret,
      authority: stack.entra.addresses.authority,
      developer,
    },
    callbackReceiver: stack.callbackReceiver.addresses.baseUrl,
    storage: stack.azurite.addresses.connectionString,
    serviceBus: stack.serviceBus.addresses.connectionString,
  };
}

/** Writes the description for this user alone to read (it holds keys); returns what takes the file away again. */
export function writeStackFile(file: string, description: StackDescription): () => void {
  const text = `${JSON.stringify(description, undefined, 2)}\n`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o600 });
  return () => {
    // A stack that was started later has written its own here.
    if (existsSync(file) && readFileSync(file, 'utf8') === text) rmSync(file);
  };
}
