import { createHash } from 'node:crypto';
import type { EventEnvelope } from '../nucleus/event-schema';
import type { NucleusIntake } from '../nucleus/intake';
import type { NucleusApi } from './nucleus-api';
import { afterPage, isAsBefore, newCursor, nucleusDate } from './pull-cursor';
import type { PullStore } from './pull-store';

/** The most that Nucleus's clients ask for at once (facts: nucleus.md section 12.1). */
export const findingsPerPage = 1_000;

export interface PulledPages {
  pages: number;
  findings: number;
  /** Pages that said nothing new. */
  unchanged: number;
  /** Whether the round is through; if not, the next run goes on. */
  complete: boolean;
}

/**
 * Reads findings from Nucleus, for tenants that cannot push. Each page becomes an event and goes the way of those that are
 * pushed. The cursor moves when a page is durable, so that a run that dies, or has no time left, is gone on with.
 */
export class FindingPull {
  constructor(
    private readonly cursors: PullStore,
    private readonly intake: Pick<NucleusIntake, 'accept'>,
    private readonly api: () => Pick<NucleusApi, 'searchFindings'>,
  ) {}

  /** @param until no page is begun after this */
  async run(nucleusProjectId: string, until: Date, limit = findingsPerPage): Promise<PulledPages> {
    let cursor = (await this.cursors.get(nucleusProjectId)) ?? newCursor(new Date());
    const pulled: PulledPages = { pages: 0, findings: 0, unchanged: 0, complete: false };
    while (!pulled.complete && new Date() < until) {
      const { start, since, round } = cursor;
      const from = since === undefined ? {} : { since: nucleusDate(new Date(since)) };
      const findings = await this.api().searchFindings({ nucleusProjectId, start, limit, ...from });
      const digest = createHash('sha256').update(JSON.stringify(findings)).digest('base64url');
      if (isAsBefore(cursor, digest)) pulled.unchanged++;
      else if (findings.length > 0) {
        const envelope: EventEnvelope = {
          id: `pull|${nucleusProjectId}|${round}|${start}|${digest.slice(0, 16)}`,
          type: 'scan.ingested',
          timestamp: new Date().toISOString(),
          data: { project_id: nucleusProjectId },
        };
        await this.intake.accept({ ...envelope, data: { ...envelope.data, findings } }, digest);
      }
      pulled.pages++;
      pulled.findings += findings.length;
      pulled.complete = findings.length < limit;
      cursor = afterPage(cursor, findings, digest, limit, new Date());
      await this.cursors.put(nucleusProjectId, cursor);
    }
    return pulled;
  }
}
