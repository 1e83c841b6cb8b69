import { severityRank } from '../nucleus/severity';
import { noCounts } from '../nucleus/finding-record';
import { partDigest } from '../rules/managed-part';
import type { Rule } from '../rules/rule';
import { closesAt } from './decide-ticket-work';
import type { FieldContent, ManagedContent, TicketRecord } from './ticket';
import type { TicketContent } from './ticket-content';

/** What is to happen to a work item so that it follows the findings behind it. */
export interface Refresh {
  /** `leave`: nothing is to be written, whatever the findings say. */
  kind: 'leave' | 'write' | 'close' | 'reopen' | 'replace';
  /** The state that a close leads to. */
  state?: string;
  /** Mapped fields that have changed. */
  fields: Record<string, FieldContent>;
  /** Our part of the description has changed. */
  partChanged: boolean;
  /** Why, for people (plain text). */
  comment?: string;
  /** What the work item then says. */
  managed: ManagedContent;
}

const isDone = ({ stateCategory }: TicketRecord) =>
  stateCategory === 'Completed' || stateCategory === 'Removed';

/** Only our own closing is undone, and only for an open finding: what people closed is theirs. */
const hasReturned = ({ closedByConnector, stateCategory, behind }: TicketRecord) =>
  closedByConnector === true && stateCategory === 'Completed' && (behind?.counts.open ?? 0) > 0;

const kindOnReturn = { reopen: 'reopen', create: 'replace', ignore: 'leave' } as const;

function kindOf(rule: Rule, record: TicketRecord): Refresh['kind'] {
  if (!rule.enabled || record.status !== 'active') return 'leave';
  if (hasReturned(record)) return kindOnReturn[rule.onReturn];
  if (isDone(record)) return 'leave';
  return closesAt(rule, record.behind?.counts ?? noCounts) ? 'close' : 'write';
}

const closingComment = ({ behind }: TicketRecord) => {
  const { total, remediated, temporary } = behind?.counts ?? noCounts;
  const also = temporary > 0 ? `, ${temporary} of them temporarily` : '';
  return total === 1
    ? `Closed by Nucleus: the only instance behind this work item is remediated${also === '' ? '' : ', temporarily'}.`
    : `Closed by Nucleus: all ${remediated + temporary} instances behind this work item are remediated${also}.`;
};

/** A rise is worth telling people; a fall shows in the fields. */
function raised(before: string | undefined, now: string | undefined): string | undefined {
  if (before === undefined || now === undefined || severityRank(now) >= severityRank(before))
    return undefined;
  return `Nucleus: the severity has risen from ${before} to ${now}.`;
}

/**
 * Decides what a work item needs, from what is stored of its ticket. A rule that is disabled touches nothing; a work item
 * that people have closed or removed is left alone (promise 3), and so is everything when nothing has changed.
 */
export function decideRefresh(rule: Rule, record: TicketRecord, content: TicketContent): Refresh {
  const { managed: before } = record;
  const { severity, mapped } = content;
  const part = partDigest(content.part);
  const managed: ManagedContent = {
    part,
    fields: { ...before?.fields, ...mapped.always },
    ...(severity === undefined ? {} : { severity }),
  };
  const kind = kindOf(rule, record);
  const changed = Object.entries(mapped.always).filter(([name, value]) => before?.fields[name] !== value);
  const comments = {
    leave: undefined,
    replace: undefined,
    write: raised(before?.severity, severity),
    close: closingComment(record),
    reopen: 'Reopened by Nucleus: a finding behind this work item is open again.',
  };
  const comment = comments[kind];
  return {
    kind,
    ...(kind === 'close' && rule.autoClose ? { state: rule.autoClose.state } : {}),
    fields: Object.fromEntries(changed),
    partChanged: before !== undefined && before.part !== part,
    ...(comment === undefined ? {} : { comment }),
    managed,
  };
}

/** Whether anything has to be written to the work item. */
export const writesSomething = ({ kind, fields, partChanged, comment }: Refresh): boolean =>
  kind === 'close' ||
  kind === 'reopen' ||
  (kind === 'write' && (partChanged || comment !== undefined || Object.keys(fields).length > 0));
