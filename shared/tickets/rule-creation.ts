import { draftWorkItem } from '../rules/draft-work-item';
import { partDigest } from '../rules/managed-part';
import type { Rule } from '../rules/rule';
import type { TicketFinding } from './ticket';
import type { TicketContent } from './ticket-content';
import type { Creation } from './ticket-creator';

/** Decides what a rule makes for a group of findings. */
export function ruleCreation(
  rule: Rule,
  group: string,
  findings: TicketFinding[],
  { fields, part, mapped, severity }: TicketContent,
): Omit<Creation, 'group'> {
  return {
    draft: draftWorkItem(rule, fields, part, { ...mapped.onCreateOnly, ...mapped.always }),
    source: 'rule',
    ruleId: rule.id,
    ofGroup: {
      group,
      ...(Object.keys(part.values).length === 0 ? {} : { groupValues: part.values }),
      managed: {
        part: partDigest(part),
        fields: mapped.always,
        ...(severity === undefined ? {} : { severity }),
      },
    },
    severity,
    findings,
    changeSource: 'rule',
    actor: rule.name,
  };
}
