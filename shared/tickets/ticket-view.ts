import type { FindingCounts } from '../nucleus/finding-record';
import { sumCounts, type Ticket, type TicketComment, type TicketFinding, type TicketRecord } from './ticket';

/** A ticket as the API shows it (design section 5.1). */
export interface TicketView extends Omit<TicketRecord, 'closedByConnector'> {
  findings: FindingCounts;
}

export function toTicketView(record: TicketRecord, findings: readonly TicketFinding[]): TicketView {
  const { closedByConnector: _, ...shown } = record;
  return { ...shown, findings: sumCounts(findings) };
}

/** One ticket whole: with the findings behind it, its comments and its timeline, newest first. */
export function toTicketDetails({ record, findings, comments, timeline }: Ticket) {
  return {
    ...toTicketView(record, findings),
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
