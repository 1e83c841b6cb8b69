import type { SecretStore } from '../../shared/security/secret-store';

/** Secrets in memory, with a count of how often one was asked for. */
export class MemorySecrets implements SecretStore {
  reads = 0;
  private readonly secrets = new Map<string, string>();

  get(name: string): Promise<string | undefined> {
    this.reads++;
    return Promise.resolve(this.secrets.get(name));
  }

  set(name: string, value: string): Promise<void> {
    this.secrets.set(name, value);
    return Promise.resolve();
  }

  delete(name: string): Promise<void> {
    this.secrets.delete(name);
    return Promise.resolve();
  }
}
