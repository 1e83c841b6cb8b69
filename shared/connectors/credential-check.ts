/** What Verify Credentials looks at, in this order (design section 5.1). */
export const checkTitles = {
  token: 'Sign in to Microsoft Entra ID',
  organization: 'Find the organization',
  membership: 'Enter the organization',
  projects: 'See projects',
  workItemTypes: 'Read work item types',
  workItemWrite: 'Write work items',
  serviceHooks: 'Manage service hooks',
} as const;

export type CheckId = keyof typeof checkTitles;

export const checkIds = Object.keys(checkTitles) as CheckId[];

export interface CredentialCheck {
  id: CheckId;
  title: string;
  status: 'passed' | 'failed' | 'skipped';
  /** What was seen. */
  detail: string;
  /** What to do about a failure. */
  remedy?: string;
}

export interface Verification {
  ok: boolean;
  checks: CredentialCheck[];
}

/** A check did not hold; the message says what was seen. */
export class CheckFailedError extends Error {
  override readonly name = 'CheckFailedError';

  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

/**
 * Runs the checks in their order. After a failure the rest is skipped: each rests on those before it.
 * @param run answers what was seen; throws CheckFailedError
 */
export async function runChecks(run: (id: CheckId) => Promise<string>): Promise<Verification> {
  const checks: CredentialCheck[] = [];
  let failed: CheckId | undefined;
  for (const id of checkIds) {
    const title = checkTitles[id];
    if (failed !== undefined) {
      checks.push({
        id,
        title,
        status: 'skipped',
        detail: `Not tried, because "${checkTitles[failed]}" failed.`,
      });
      continue;
    }
    try {
      checks.push({ id, title, status: 'passed', detail: await run(id) });
    } catch (error) {
      if (!(error instanceof CheckFailedError)) throw error;
      failed = id;
      checks.push({ id, title, status: 'failed', detail: error.message, remedy: error.remedy });
    }
  }
  return { ok: failed === undefined, checks };
}
