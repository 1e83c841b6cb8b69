/** What the messages of one connector are signed with. */
export interface SigningSecrets {
  /** `whsec_` and base64. */
  secret: string;
  /** The one before the last rotation, and when it ends (ISO). */
  previousSecret?: string;
  previousValidUntil?: string;
}

/** Decides with which secrets to sign, the newest first. @param now milliseconds */
export function validSecrets(
  { secret, previousSecret, previousValidUntil }: SigningSecrets,
  now: number,
): string[] {
  if (previousSecret === undefined || previousValidUntil === undefined) return [secret];
  return Date.parse(previousValidUntil) > now ? [secret, previousSecret] : [secret];
}
