import { badInput } from './errors';
import type { SubscriptionStatus } from './subscription';

/**
 * The status that a replaced subscription has. A caller may switch it on or off; enabling one that the system disabled is
 * what the portal does (facts: azure-devops.md section 7.5 leaves open whether PUT does).
 * @param asked `status` of the body; nothing keeps the status
 */
export function decideStatus(current: SubscriptionStatus, asked: unknown): SubscriptionStatus {
  if (asked === undefined || asked === null || asked === current) return current;
  if (asked === 'disabledByUser') return asked;
  // A caller that read `enabled` and sends it back does not end a probation that began meanwhile.
  if (asked === 'enabled') return current === 'onProbation' ? current : asked;
  throw badInput(`A subscription cannot be set to the status ${JSON.stringify(asked)}.`);
}
