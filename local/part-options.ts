import { join } from 'node:path';
import type { OrganizationOptions, SimulatorAddresses, SimulatorOptions } from './azure-devops/options';
import type { AzuriteAddresses, AzuriteOptions } from './azurite/options';
import type { CallbackReceiverAddresses, CallbackReceiverOptions } from './callback-receiver/options';
import type { EntraAddresses, EntraOptions, TenantOptions } from './entra/options';
import type { ServiceBusAddresses, ServiceBusOptions } from './service-bus/options';

/**
 * What each part around the app is started with. `before` is where it served when it ran before: it takes the same ports
 * again, and finds its data in the same files below the folder of the stack.
 */

const portOf = (url: string | undefined) => (url === undefined ? undefined : Number(new URL(url).port));

export const azuriteOptions = (folder: string, before?: AzuriteAddresses): AzuriteOptions => ({
  port: before?.port,
  folder: join(folder, 'azurite'),
});

export const serviceBusOptions = (
  folder: string,
  configFile: string,
  before?: ServiceBusAddresses,
): ServiceBusOptions => ({
  port: before?.port,
  controlPort: portOf(before?.controlUrl),
  configFile,
  journalFile: join(folder, 'service-bus.journal'),
});

export const entraOptions = (
  folder: string,
  tenant: TenantOptions,
  tokenLifetimeSeconds: number | undefined,
  before?: EntraAddresses,
): EntraOptions => ({
  port: before?.port,
  controlPort: before?.controlPort,
  tenants: [tenant],
  caFolder: join(folder, 'entra'),
  tokenLifetimeSeconds,
});

export const callbackReceiverOptions = (before?: CallbackReceiverAddresses): CallbackReceiverOptions => ({
  port: portOf(before?.baseUrl),
});

export const azureDevOpsOptions = (
  organization: OrganizationOptions,
  entra: EntraAddresses,
  before?: SimulatorAddresses,
): SimulatorOptions => ({
  port: portOf(before?.baseUrl),
  organizations: [organization],
  tokens: { jwksUri: entra.jwksUri },
});
