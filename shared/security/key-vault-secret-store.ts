import type { SecretClient } from '@azure/keyvault-secrets';
import type { SecretStore } from './secret-store';

async function openVault(vaultUri: string, clientId: string | undefined): Promise<SecretClient> {
  const [{ SecretClient }, { DefaultAzureCredential }] = await Promise.all([
    import('@azure/keyvault-secrets'),
    import('@azure/identity'),
  ]);
  const credential = new DefaultAzureCredential(
    clientId === undefined ? {} : { managedIdentityClientId: clientId },
  );
  return new SecretClient(vaultUri, credential);
}

const isNotFound = (error: unknown) => (error as { statusCode?: number } | undefined)?.statusCode === 404;

/** Azure Key Vault with the app's own identity. Names hold letters, digits and dashes only, as the vault asks. */
export class KeyVaultSecretStore implements SecretStore {
  private vault: Promise<SecretClient> | undefined;

  constructor(private readonly settings: () => { vaultUri: string; clientId?: string }) {}

  async get(name: string): Promise<string | undefined> {
    try {
      return (await (await this.open()).getSecret(name)).value;
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  async set(name: string, value: string): Promise<void> {
    await (await this.open()).setSecret(name, value);
  }

  async delete(name: string): Promise<void> {
    try {
      await (await this.open()).beginDeleteSecret(name);
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }

  private open(): Promise<SecretClient> {
    const { vaultUri, clientId } = this.settings();
    return (this.vault ??= openVault(vaultUri, clientId));
  }
}
