import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { copyApp } from './app-folder';
import { type ApiKeys, appSettings, newApiKeys, newSecretStoreKey } from './app-settings';
import type { SimulatorAddresses } from './azure-devops/options';
import type { AzuriteAddresses } from './azurite/options';
import type { CallbackReceiverAddresses } from './callback-receiver/options';
import type { EntraAddresses } from './entra/options';
import type { HostAddresses, HostOptions } from './functions-host/host';
import { hostEnvironment } from './host-environment';
import { freePort } from './port';
import {
  azureDevOpsOptions,
  azuriteOptions,
  callbackReceiverOptions,
  entraOptions,
  serviceBusOptions,
} from './part-options';
import { createRunFolder } from './run-folder';
import { type SampleWorld, sampleWorld } from './sample-world';
import type { ServiceBusAddresses } from './service-bus/options';
import { StackPart } from './stack-part';
import { writeTrustedCertificates } from './trusted-certificates';

export type PartName =
  'azurite' | 'service-bus' | 'entra' | 'azure-devops' | 'callback-receiver' | 'functions-host';

/** What a part can be told, whatever its addresses are. */
type Startable = Pick<StackPart<object>, 'start' | 'stop' | 'kill'>;

export interface StackOptions {
  /** Of the API; a free one if undefined. Every other part takes a free one anyway. */
  port?: number;
  /** Settings of the app on top of (or instead of) those that the stack gives it. */
  settings?: Record<string, string>;
  /** Further hosts (`name:port`) that the app may call, such as a receiver of a test. */
  outboundAllowedHosts?: string[];
  /** Queues, in the format of Microsoft's emulator; those of the product if undefined. */
  queuesFile?: string;
  /** Who and what there is outside; a sample if undefined. */
  world?: SampleWorld;
  /** How long a token is valid; an hour if undefined. */
  tokenLifetimeSeconds?: number;
  /** Told when a part serves. */
  onReady?: (part: PartName, addresses: object) => void;
  /** Told when a part ended by itself; `restart` starts it again. */
  onLost?: (part: PartName, logFile: string, restart: () => Promise<void>) => void;
}

/** Starts the whole system on this machine, from the build. What it keeps is gone when it stops. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const stack = new Stack(options, createRunFolder(resolve('.local', 'run')));
  try {
    await stack.start();
  } catch (error) {
    await stack.stop();
    throw error;
  }
  return stack;
}

/** The connector and everything around it, each part a process of its own. */
export class Stack {
  readonly world: SampleWorld;
  readonly apiKeys: ApiKeys = newApiKeys();
  readonly masterKey = newSecretStoreKey();
  readonly azurite: StackPart<AzuriteAddresses>;
  readonly serviceBus: StackPart<ServiceBusAddresses>;
  readonly entra: StackPart<EntraAddresses>;
  readonly azureDevOps: StackPart<SimulatorAddresses>;
  readonly callbackReceiver: StackPart<CallbackReceiverAddresses>;
  readonly host: StackPart<HostAddresses>;

  private readonly secretStoreKey = newSecretStoreKey();
  private readonly trustedFile: string;
  private apiPort: number | undefined;

  /** @param folder for the data and logs of this stack alone; stop() takes it away */
  constructor(
    private readonly options: StackOptions,
    readonly folder: string,
  ) {
    this.world = options.world ?? sampleWorld();
    this.apiPort = options.port;
    this.trustedFile = join(folder, 'trusted.pem');
    const { world } = this;
    const { tokenLifetimeSeconds, queuesFile = 'local/service-bus/config.json' } = options;
    this.azurite = this.part('azurite', (before) => azuriteOptions(folder, before));
    this.serviceBus = this.part('service-bus', (before) =>
      serviceBusOptions(folder, resolve(queuesFile), before),
    );
    this.entra = this.part('entra', (before) =>
      entraOptions(folder, world.entra, tokenLifetimeSeconds, before),
    );
    this.azureDevOps = this.part('azure-devops', (before) =>
      azureDevOpsOptions(world.azureDevOps, this.entra.addresses, before),
    );
    this.callbackReceiver = this.part('callback-receiver', callbackReceiverOptions);
    this.host = this.part(
      'functions-host',
      () => this.hostOptions(),
      () => hostEnvironment(this.trustedFile, process.env),
    );
  }

  /** Where the app answers, without `/api`. */
  get baseUrl(): string {
    return `http://localhost:${this.apiPort ?? 0}`;
  }

  /** The settings that the app runs with. */
  get settings(): Record<string, string> {
    const given = appSettings(
      {
        azurite: this.azurite.addresses,
        serviceBus: this.serviceBus.addresses,
        entra: this.entra.addresses,
        azureDevOps: this.azureDevOps.addresses,
        callbackReceiver: this.callbackReceiver.addresses,
      },
      { baseUrl: this.baseUrl, apiKeys: this.apiKeys, secretStoreKey: this.secretStoreKey },
      this.options.outboundAllowedHosts,
    );
    return { ...given, ...this.options.settings };
  }

  /** Starts every part as soon as those are there that it needs. */
  async start(): Promise<void> {
    copyApp(resolve(), this.appFolder);
    // All are waited for even if one fails, so that none is left half started when the others are stopped.
    const started = await Promise.allSettled([
      this.begin('azurite'),
      this.begin('service-bus'),
      this.begin('callback-receiver'),
      this.begin('entra').then(() => this.begin('azure-devops')),
    ]);
    for (const part of started) if (part.status === 'rejected') throw part.reason;
    const { caFile } = this.entra.addresses;
    writeTrustedCertificates(this.trustedFile, caFile, process.env.NODE_EXTRA_CA_CERTS);
    this.apiPort ??= await freePort();
    await this.begin('functions-host');
  }

  /** Ends everything: first the app, which then says nothing about parts that are gone. */
  async stop(): Promise<void> {
    await this.host.stop();
    await Promise.all(
      [this.azureDevOps, this.callbackReceiver, this.serviceBus, this.azurite, this.entra].map((part) =>
        part.stop(),
      ),
    );
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Ends one part as a power cut would. Only the table storage gets to write its data first: Azure's storage never
   * loses what it acknowledged, but Azurite writes its file every few seconds only.
   */
  async kill(name: PartName): Promise<void> {
    if (name === 'azurite') await this.azurite.stop();
    else await this.parts[name].kill();
  }

  /**
   * Starts a part again (after ending it in order if it runs), at the same addresses and with the same data. Only the
   * simulator of Azure DevOps keeps its data in memory: its organizations begin anew.
   */
  async restart(name: PartName): Promise<void> {
    await this.parts[name].stop();
    await this.begin(name);
  }

  private get appFolder(): string {
    return join(this.folder, 'app');
  }

  private async begin(name: PartName): Promise<void> {
    const addresses = await this.parts[name].start();
    this.options.onReady?.(name, addresses);
  }

  private get parts(): Record<PartName, Startable> {
    return {
      azurite: this.azurite,
      'service-bus': this.serviceBus,
      entra: this.entra,
      'azure-devops': this.azureDevOps,
      'callback-receiver': this.callbackReceiver,
      'functions-host': this.host,
    };
  }

  private part<Addresses extends object>(
    name: PartName,
    options: (before: Addresses | undefined) => object,
    env: () => Record<string, string> = () => ({}),
  ): StackPart<Addresses> {
    const logFile = join(this.folder, `${name}.log`);
    const lost = () => this.options.onLost?.(name, logFile, () => this.restart(name));
    return new StackPart<Addresses>(name, logFile, options, env, lost);
  }

  private hostOptions(): HostOptions {
    return {
      port: this.apiPort,
      appFolder: this.appFolder,
      settings: this.settings,
      functionKey: this.apiKeys.administrator,
      masterKey: this.masterKey,
      stateFolder: join(this.folder, 'functions-host'),
    };
  }
}
