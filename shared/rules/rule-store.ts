import { randomUUID } from 'node:crypto';
import { NotFoundError } from '../errors';
import { retryOnConflict } from '../storage/retry-on-conflict';
import { RowChangedError, RowExistsError, type Table } from '../storage/table';
import { tableKey } from '../storage/table-key';
import type { BackfillRecord } from './backfill-record';
import { inRuleOrder } from './choose-rule';
import { type CompiledRule, compileRule } from './compile-rule';
import type { Rule, RuleInput } from './rule';

const partition = 'rule';
const backfillPartition = 'backfill';

/** How long an instance of the app may decide by rules it has read: a changed rule is in force everywhere after that. */
export const ruleCacheMs = 2_000;

/** Ticketing rules; few, so all are read together. */
export class RuleStore {
  /** A cache of this instance of the app. */
  private cached: { rules: Promise<CompiledRule[]>; readAt: number } | undefined;
  /** By rule id; of the version that was compiled last. */
  private compiled = new Map<string, CompiledRule>();

  constructor(private readonly table: Table) {}

  /** In the order in which they are asked. */
  async list(): Promise<Rule[]> {
    return inRuleOrder((await this.table.list<Rule>(partition)).map(({ value }) => value));
  }

  /** As `list`, ready to be asked. */
  async compiledList(): Promise<CompiledRule[]> {
    const rules = await Promise.all((await this.list()).map((rule) => this.compile(rule)));
    this.compiled = new Map(rules.map((compiled) => [compiled.rule.id, compiled]));
    return rules;
  }

  /** As `compiledList`, at most two seconds old: for ingest, which asks for every message. */
  async recent(): Promise<CompiledRule[]> {
    if (!this.cached || Date.now() - this.cached.readAt > ruleCacheMs) {
      const rules = this.compiledList();
      this.cached = { rules, readAt: Date.now() };
      rules.catch(() => (this.cached = undefined));
    }
    return this.cached.rules;
  }

  private async compile(rule: Rule): Promise<CompiledRule> {
    const known = this.compiled.get(rule.id);
    return known?.rule.updatedAt === rule.updatedAt ? known : compileRule(rule);
  }

  async find(ruleId: string): Promise<Rule | undefined> {
    return (await this.table.get<Rule>(partition, tableKey(ruleId)))?.value;
  }

  /** @throws NotFoundError */
  async get(ruleId: string): Promise<Rule> {
    const rule = await this.find(ruleId);
    if (!rule) throw new NotFoundError('rule', ruleId);
    return rule;
  }

  async create(input: RuleInput): Promise<Rule> {
    const now = new Date().toISOString();
    const rule: Rule = { ...input, id: randomUUID(), createdAt: now, updatedAt: now };
    await this.table.write([
      { action: 'insert', partitionKey: partition, rowKey: tableKey(rule.id), value: rule },
    ]);
    this.cached = undefined;
    return rule;
  }

  /** @throws NotFoundError */
  async replace(ruleId: string, input: RuleInput): Promise<Rule> {
    const before = await this.get(ruleId);
    // Tells versions apart, also two that were saved within a millisecond.
    const updatedAt = new Date(Math.max(Date.now(), Date.parse(before.updatedAt) + 1)).toISOString();
    const rule: Rule = { ...input, id: before.id, createdAt: before.createdAt, updatedAt };
    await this.table.write([
      { action: 'upsert', partitionKey: partition, rowKey: tableKey(ruleId), value: rule },
    ]);
    this.cached = undefined;
    return rule;
  }

  /** How far the back-fill of a rule has come; undefined before it was ever saved with one. */
  async backfill(ruleId: string): Promise<BackfillRecord | undefined> {
    return (await this.table.get<BackfillRecord>(backfillPartition, tableKey(ruleId)))?.value;
  }

  /** Changes the record of a back-fill under its ETag. Answering undefined changes nothing. */
  async changeBackfill(
    ruleId: string,
    change: (record: BackfillRecord | undefined) => BackfillRecord | undefined,
  ): Promise<BackfillRecord | undefined> {
    const rowKey = tableKey(ruleId);
    return retryOnConflict(async () => {
      const row = await this.table.get<BackfillRecord>(backfillPartition, rowKey);
      const value = change(row?.value);
      if (!value) return row?.value;
      const at = { partitionKey: backfillPartition, rowKey, value };
      try {
        await this.table.write([
          row ? { action: 'replace', ...at, etag: row.etag } : { action: 'insert', ...at },
        ]);
      } catch (error) {
        if (error instanceof RowExistsError) throw new RowChangedError(error.message, { cause: error });
        throw error;
      }
      return value;
    });
  }

  /** @throws NotFoundError */
  async delete(ruleId: string): Promise<void> {
    try {
      await this.table.write([{ action: 'delete', partitionKey: partition, rowKey: tableKey(ruleId) }]);
    } catch (error) {
      if (error instanceof RowChangedError) throw new NotFoundError('rule', ruleId);
      throw error;
    }
    this.cached = undefined;
  }
}
