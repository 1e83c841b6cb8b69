import { isDeepStrictEqual } from 'node:util';
import type { CompiledRule } from '../rules/compile-rule';
import { OneAtATime } from '../storage/one-at-a-time';
import { retryOnConflict } from '../storage/retry-on-conflict';
import { decideTicketWork, publishedKey } from '../tickets/decide-ticket-work';
import type { WantedWork } from '../tickets/ticket-work-queue';
import { statusEnds } from './end-status';
import type { FindingInstance, UniqueFindingId } from './finding';
import type { FindingHeader, StoredInstance } from './finding-record';
import { findingPartition, type FindingStore, type LoadedFinding } from './finding-store';
import { mergeFinding, type MergedFinding } from './merge-finding';
import { confirmedHeader, quietAfter } from './quiet-finding';
import type { StatusEndStore } from './status-end-store';

export interface IngestedFinding {
  /** All instances as they are then; none where the header said enough, and then no rule is for any. */
  instances: ReadonlyMap<string, StoredInstance>;
  /** Ticket work that what is stored now asks for. */
  wanted: WantedWork[];
}

const unknownFinding = (): LoadedFinding => ({ instances: new Map(), shares: new Map(), etags: new Map() });

const withoutQuiet = ({ quiet: _, ...header }: FindingHeader): FindingHeader => header;

/**
 * Brings one unique finding up to date: with news of a scan, by rules that have changed, or because time has passed.
 *
 * Safe to run twice, at once, or half: rows are guarded by ETags, and the work asked for is decided from what is stored,
 * not from what this run changed, so that a run that died after storing is made good by the next.
 */
export class FindingIngest {
  /** A finding on very many assets comes in many messages at once. */
  private readonly turns = new OneAtATime();

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
    let attempt = 0;
    const tryToMerge = async () => {
      const first = attempt++ === 0 && news.length > 0;
      const header = first ? await this.findings.headerRow(uniqueFinding) : undefined;
      if (header) {
        const confirmed = confirmedHeader(header.value, news, rules, new Date());
        if (confirmed) {
          if (confirmed !== header.value) await this.findings.saveHeader(header, confirmed);
          return undefined;
        }
      }
      // Where there is no header there is nothing, unless a run died half-way: then writing says so, and all is read.
      const isNew = first && !header;
      return this.merge(
        uniqueFinding,
        isNew ? unknownFinding() : await this.findings.load(uniqueFinding),
        news,
        rules,
      );
    };
    const merged = await this.turns.run(findingPartition(uniqueFinding), () => retryOnConflict(tryToMerge));
    if (!merged) return { instances: new Map(), wanted: [] };
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
    return { instances: merged.instances, wanted };
  }

  private async merge(
    uniqueFinding: UniqueFindingId,
    loaded: LoadedFinding,
    news: readonly FindingInstance[],
    rules: readonly CompiledRule[],
  ): Promise<MergedFinding> {
    const { instances, shares } = loaded;
    const before = loaded.header?.value;
    const known = { instances, shares, ...(before ? { header: withoutQuiet(before) } : {}) };
    const decided = mergeFinding(uniqueFinding, known, news, rules, new Date());
    const quiet = quietAfter(decided, news, rules, before?.quiet);
    const merged: MergedFinding = {
      ...decided,
      header: quiet ? { ...decided.header, quiet } : decided.header,
      headerChanged: decided.headerChanged || !isDeepStrictEqual(quiet, before?.quiet),
    };
    // Before the finding itself, so that no crash leaves an end that nobody looks for.
    for (const at of statusEnds(merged.changed)) await this.statusEnds.note({ at, uniqueFinding });
    await this.findings.save(loaded, merged);
    return merged;
  }
}
