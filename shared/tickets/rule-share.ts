import type { FindingHeader, RuleShare } from '../nucleus/finding-record';
import type { FindingStore } from '../nucleus/finding-store';
import type { Rule } from '../rules/rule';
import type { RuleStore } from '../rules/rule-store';
import { decideTicketWork, type TicketWork } from './decide-ticket-work';
import type { TicketShare } from './ticket-messages';

/** A rule's share of a finding as it is stored now, and what it asks for. */
export interface LoadedShare {
  rule: Rule;
  header: FindingHeader;
  ruleShare: RuleShare;
  work: TicketWork | undefined;
}

/** Reads what ticket work is decided on: always what is stored, never what a message remembers. */
export class RuleShares {
  constructor(
    private readonly findings: FindingStore,
    private readonly rules: RuleStore,
  ) {}

  /** undefined when the rule or the finding is gone: nothing is to be done then. */
  async load({ uniqueFinding, ruleId }: TicketShare): Promise<LoadedShare | undefined> {
    const [header, rules] = await Promise.all([this.findings.header(uniqueFinding), this.rules.recent()]);
    const rule = rules.find(({ id }) => id === ruleId);
    const ruleShare = header?.shares[ruleId];
    if (!header || !rule || !ruleShare) return undefined;
    return { rule, header, ruleShare, work: decideTicketWork(rule, ruleShare) };
  }
}
