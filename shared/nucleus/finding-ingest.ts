import type { CompiledRule } from '../rules/compile-rule';
import { retryOnConflict } from '../storage/retry-on-conflict';
import { decideTicketWork, publishedKey } from '../tickets/decide-ticket-work';
import type { WantedWork } from '../tickets/ticket-work-queue';
import { statusEnds } from './end-status';
import type { FindingInstance, UniqueFindingId } from './finding';
import type { FindingStore } from './finding-store';
import { mergeFinding, type MergedFinding } from './merge-finding';
import type { StatusEndStore } from './status-end-store';

export interface IngestedFinding {
  merged: MergedFinding;
  /** Ticket work that what is stored now asks for. */
  wanted: WantedWork[];
}

/**
 * Brings one unique finding up to date: with news of a scan, by rules that have changed, or because time has passed.
 *
 * Safe to run twice, at once, or half: rows are guarded by ETags, and the work asked for is decided from what is stored,
 * not from what this run changed, so that a run that died after storing is made good by the next.
 */
export class FindingIngest {
  constructor(
    private readonly findings: FindingStore,
    private readonly statusEnds: StatusEndStore,
  ) {}

  async ingest(
    uniqueFinding: UniqueFindingId,
    news: readonly FindingInstance[],
    rules: readonly CompiledRule[],
    eventId?: string,
  ): Promise<IngestedFinding> {
    const merged = await retryOnConflict(async () => {
      const loaded = await this.findings.load(uniqueFinding);
      const { header, instances, shares } = loaded;
      const known = { instances, shares, ...(header ? { header: header.value } : {}) };
      const decided = mergeFinding(uniqueFinding, known, news, rules, new Date());
      // Before the finding itself, so that no crash leaves an end that nobody looks for.
      for (const at of statusEnds(decided.changed)) await this.statusEnds.note({ at, uniqueFinding });
      await this.findings.save(loaded, decided);
      return decided;
    });
    const wanted: WantedWork[] = [];
    for (const ruleShare of merged.shares.values()) {
      const rule = rules.find((compiled) => compiled.rule.id === ruleShare.ruleId)?.rule;
      const kind = rule && decideTicketWork(rule, ruleShare);
      if (!kind) continue;
      const share = {
        uniqueFinding,
        group: ruleShare.group,
        ...(eventId === undefined ? {} : { eventId }),
      };
      wanted.push({ kind, share, version: publishedKey(rule, ruleShare) });
    }
    return { merged, wanted };
  }
}
