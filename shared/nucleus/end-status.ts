import type { StoredInstance } from './finding-record';

/**
 * A temporary status whose time is over ends by itself: the instance is active again. To which active status Nucleus
 * takes it back only Nucleus knows (facts: nucleus.md section 3.3); its next word replaces ours.
 * @returns undefined when nothing ends
 */
export function endStatus(instance: StoredInstance, now: Date): Omit<StoredInstance, 'digest'> | undefined {
  const { statusEndsAt, ...rest } = instance;
  if (instance.remediation !== 'temporary' || statusEndsAt === undefined || statusEndsAt > now.toISOString())
    return undefined;
  return {
    ...rest,
    status: 'active',
    remediation: 'open',
    fields: { ...instance.fields, justification_status_name: 'Active' },
  };
}

/** When temporary statuses end that have not ended yet, each moment once. */
export function statusEnds(instances: Iterable<StoredInstance>): string[] {
  const ends = [...instances].flatMap(({ remediation, statusEndsAt }) =>
    remediation === 'temporary' && statusEndsAt !== undefined ? [statusEndsAt] : [],
  );
  return [...new Set(ends)].sort();
}
