import { Type, type Static } from '@sinclair/typebox';
import { text } from '../http/schemas';
import type { FindingStore } from '../nucleus/finding-store';
import { mergeFinding } from '../nucleus/merge-finding';
import type { FindingHeader, RuleShare, StoredInstance } from '../nucleus/finding-record';
import type { UniqueFindingId } from '../nucleus/finding';
import { closesAt } from '../tickets/decide-ticket-work';
import { toTicketFinding } from '../tickets/rule-share';
import { contentOf } from '../tickets/ticket-content';
import { inRuleOrder } from './choose-rule';
import { type CompiledRule, compileRule } from './compile-rule';
import { draftWorkItem } from './draft-work-item';
import type { Rule, RuleInput } from './rule';
import type { RuleAdministration } from './rule-administration';
import { ruleInputSchema } from './rule';
import type { RuleStore } from './rule-store';

/** A rule as it would be saved; with `ruleId`, in the place of one that is. */
export const rulePreviewSchema = Type.Composite(
  [ruleInputSchema, Type.Object({ ruleId: Type.Optional(text(64)) })],
  { additionalProperties: false },
);

export type RulePreviewInput = Static<typeof rulePreviewSchema>;

export interface RulePreviewAnswer {
  /** Unique findings that were looked at; all there are if `complete`. */
  findings: number;
  complete: boolean;
  /** Instances that would belong to the rule, and groups that they fall into. */
  instances: number;
  groups: number;
  tickets: { created: number; updated: number; closed: number };
  samples: {
    action: 'create' | 'update' | 'close';
    title: string;
    description: string;
    values: Record<string, string>;
  }[];
}

const mostSamples = 20;
const findingsPerPage = 100;

/** Of a group, for its sample; more do not show in it. */
const mostInstancesKept = 60;

/** A preview answers while somebody waits. */
const longestMs = 20_000;

interface PreviewedGroup {
  shares: { id: UniqueFindingId; share: RuleShare; isChanged: boolean }[];
  /** Of the first of its findings, to show a sample of. */
  header: FindingHeader;
  owned: StoredInstance[];
}

/** Says what a rule would do to what is stored; writes nothing, and asks Azure DevOps only whether the rule can work. */
export class RulePreview {
  constructor(
    private readonly rules: RuleStore,
    private readonly administration: RuleAdministration,
    private readonly findings: FindingStore,
  ) {}

  /** @throws UnprocessableError as saving it would */
  async preview({ ruleId, ...input }: RulePreviewInput): Promise<RulePreviewAnswer> {
    await this.administration.check(input);
    const rule = await this.ruleOf(ruleId, input);
    const others = (await this.rules.compiledList()).filter((compiled) => compiled.rule.id !== rule.id);
    const rules = inOrder([...others, await compileRule(rule)]);
    const groups = new Map<string, PreviewedGroup>();
    const until = Date.now() + longestMs;
    let findings = 0;
    let token: string | undefined;
    do {
      const page = await this.findings.page(rule.nucleusProjectId, findingsPerPage, token);
      for (const { value } of page.rows) await this.look(value.id, rules, rule.id, groups);
      findings += page.rows.length;
      token = page.continuationToken;
    } while (token !== undefined && Date.now() < until);
    return { findings, complete: token === undefined, ...this.sum(rule, groups) };
  }

  private async ruleOf(ruleId: string | undefined, input: RuleInput): Promise<Rule> {
    if (ruleId !== undefined) return { ...(await this.rules.get(ruleId)), ...input };
    const now = new Date().toISOString();
    return { ...input, id: 'preview', createdAt: now, updatedAt: now };
  }

  private async look(
    id: UniqueFindingId,
    rules: readonly CompiledRule[],
    ruleId: string,
    groups: Map<string, PreviewedGroup>,
  ): Promise<void> {
    const { header, instances, shares } = await this.findings.load(id);
    const known = { instances, shares, ...(header ? { header: header.value } : {}) };
    const merged = mergeFinding(id, known, [], rules, new Date());
    for (const share of merged.shares.values()) {
      if (share.ruleId !== ruleId) continue;
      const group = groups.get(share.group) ?? {
        shares: [],
        header: merged.header,
        owned: [...merged.instances.values()]
          .filter((instance) => instance.group === share.group)
          .slice(0, mostInstancesKept),
      };
      group.shares.push({ id, share, isChanged: share.state !== shares.get(share.group)?.state });
      groups.set(share.group, group);
    }
  }

  private sum(rule: Rule, groups: ReadonlyMap<string, PreviewedGroup>) {
    const tickets = { created: 0, updated: 0, closed: 0 };
    const samples: RulePreviewAnswer['samples'] = [];
    let instances = 0;
    for (const group of groups.values()) {
      instances += group.shares.reduce((sum, { share }) => sum + share.counts.total, 0);
      const action = actionOf(rule, group);
      if (!action) continue;
      tickets[action === 'create' ? 'created' : action === 'close' ? 'closed' : 'updated']++;
      if (samples.length < mostSamples) {
        samples.push({ action, ...sampleOf(rule, group) });
      }
    }
    return { instances, groups: groups.size, tickets, samples };
  }
}

function sampleOf(rule: Rule, { shares, header, owned }: PreviewedGroup) {
  const values = shares[0]?.share.values ?? {};
  const findings = shares.map(({ id, share }) => toTicketFinding(id, share));
  const { fields, part, mapped } = contentOf(rule, header, owned, findings, values);
  const { title, description = '' } = draftWorkItem(rule, fields, part, mapped.always);
  return { title, description, values };
}

const inOrder = (rules: readonly CompiledRule[]): CompiledRule[] => {
  const byId = new Map(rules.map((compiled) => [compiled.rule.id, compiled]));
  return inRuleOrder(rules.map(({ rule }) => rule)).flatMap(({ id }) => byId.get(id) ?? []);
};

/** What would happen to the ticket of a group. */
function actionOf(rule: Rule, { shares }: PreviewedGroup): 'create' | 'update' | 'close' | undefined {
  const isOpen = shares.some(({ share }) => share.counts.open > 0);
  if (shares.every(({ share }) => share.ticketId === undefined))
    return rule.enabled && isOpen ? 'create' : undefined;
  if (shares.every(({ share }) => closesAt(rule, share.counts)))
    return shares.every(({ share, isChanged }) => share.published !== undefined && !isChanged)
      ? undefined
      : 'close';
  return shares.some(({ share, isChanged }) => isChanged || share.ticketId === undefined)
    ? 'update'
    : undefined;
}
