import { type FindingCounts, noCounts } from '../nucleus/finding-record';
import type { Ticket, TicketComment, TicketRecord } from './ticket';

/** A ticket as the API shows it (design section 5.1). */
export interface TicketView extends Omit<TicketRecord, Hidden> {
  findings: FindingCounts;
}

/** What only the connector needs to know. */
type Hidden =
  | 'closedByConnector'
  | 'commentsInDoubt'
  | 'stateChangedAt'
  | 'commentCount'
  | 'behind'
  | 'managed'
  | 'callbacks'
  | 'group';

export function toTicketView(record: TicketRecord): TicketView {
  const {
    closedByConnector: _closedByConnector,
    commentsInDoubt: _commentsInDoubt,
    stateChangedAt: _stateChangedAt,
    commentCount: _commentCount,
    managed: _managed,
    callbacks: _callbacks,
    group: _group,
    behind,
    ...shown
  } = record;
  return { ...shown, findings: behind?.counts ?? noCounts };
}

/** One ticket whole: with the findings behind it, its comments and its timeline, newest first. */
export function toTicketDetails({ record, findings, comments, timeline }: Ticket) {
  return {
    ...toTicketView(record),
    findingDetails: findings.map(({ id, name, severity, counts }) => ({
      project_id: id.nucleusProjectId,
      scan_type: id.scanType,
      finding_number: id.findingNumber,
      finding_name: name,
      finding_severity: severity,
      ...counts,
    })),
    comments: comments.map(toCommentView),
    timeline: [...timeline].reverse(),
  };
}

/** A comment as the API shows it (design section 5.1). */
export function toCommentView({ version: _, postKey: __, ...comment }: TicketComment) {
  return comment;
}
