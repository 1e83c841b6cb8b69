/** Where secrets live. Everything else stores only the name of a secret (design section 5.3). */
export interface SecretStore {
  /** undefined when there is no such secret. */
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
  /** Deleting what is not there is fine. */
  delete(name: string): Promise<void>;
}
