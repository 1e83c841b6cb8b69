import type { Container } from 'rhea';

interface ServerMechanisms {
  enable_anonymous(): void;
  enable_plain(check: () => boolean): void;
}

const isServerMechanisms = (value: unknown): value is ServerMechanisms =>
  typeof value === 'object' && value !== null && 'enable_anonymous' in value && 'enable_plain' in value;

/** The broker serves its own machine only: it listens on the loopback interface and takes anybody's word. */
export function acceptAnyUser(container: Container): void {
  const mechanisms: unknown = container.sasl_server_mechanisms;
  if (!isServerMechanisms(mechanisms)) throw new Error('This version of rhea has other SASL mechanisms.');
  mechanisms.enable_anonymous();
  mechanisms.enable_plain(() => true);
}
