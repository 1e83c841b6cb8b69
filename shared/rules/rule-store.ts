import { randomUUID } from 'node:crypto';
import { NotFoundError } from '../errors';
import { RowChangedError, type Table } from '../storage/table';
import { tableKey } from '../storage/table-key';
import { inRuleOrder } from './choose-rule';
import type { Rule, RuleInput } from './rule';

const partition = 'rule';

/** How long an instance of the app may decide by rules it has read: a changed rule is in force everywhere after that. */
const cacheMs = 2_000;

/** Ticketing rules; few, so all are read together. */
export class RuleStore {
  /** A cache of this instance of the app. */
  private cached: { rules: Promise<Rule[]>; readAt: number } | undefined;

  constructor(private readonly table: Table) {}

  /** In the order in which they are asked. */
  async list(): Promise<Rule[]> {
    return inRuleOrder((await this.table.list<Rule>(partition)).map(({ value }) => value));
  }

  /** As `list`, at most two seconds old: for ingest, which asks for every message. */
  async recent(): Promise<Rule[]> {
    if (!this.cached || Date.now() - this.cached.readAt > cacheMs) {
      const rules = this.list();
      this.cached = { rules, readAt: Date.now() };
      rules.catch(() => (this.cached = undefined));
    }
    return this.cached.rules;
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
    const rule: Rule = {
      ...input,
      id: before.id,
      createdAt: before.createdAt,
      updatedAt: new Date().toISOString(),
    };
    await this.table.write([
      { action: 'upsert', partitionKey: partition, rowKey: tableKey(ruleId), value: rule },
    ]);
    this.cached = undefined;
    return rule;
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
