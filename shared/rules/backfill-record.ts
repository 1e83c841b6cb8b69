/** How far a rule has been carried to the findings that were stored before it was saved. */
export interface BackfillRecord {
  /** `updatedAt` of the rule: a later version begins anew, and ends what an earlier one has under way. */
  version: string;
  status: 'running' | 'completed';
  /** The page that comes next, and where it begins. */
  page: number;
  continuationToken?: string;
  /** Unique findings that were looked at. */
  findings: number;
  /** Instances of them that belong to the rule. */
  matched: number;
  /** Pieces of ticket work that followed. */
  work: number;
  startedAt: string;
  endedAt?: string;
}

/** As `GET /rules/{ruleId}` shows it. */
export const toBackfillView = ({ status, findings, matched, work, startedAt, endedAt }: BackfillRecord) => ({
  status,
  findings,
  matched,
  work,
  startedAt,
  ...(endedAt === undefined ? {} : { endedAt }),
});
