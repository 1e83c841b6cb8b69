import { isObject } from '../sync/lenient-json';
import type { EventFault } from './event-record';
import {
  type EventContext,
  type FindingInstance,
  isRejected,
  type RawFinding,
  readFinding,
  type StatusDialect,
} from './finding';
import { scanDateOrEvent } from './news-date';
import { splitFields } from './split-fields';

export interface ReadingContext extends EventContext {
  /** The time of the event itself; `asOf` may be its scan's, which is earlier. */
  eventAt: Date;
}

/** Faults kept with the event for reading; all are counted. */
const mostFaults = 100;

/** Reads the findings of one event, one by one; what cannot be used is noted with its place and harms nothing else. */
export class FindingReader {
  readonly rejected: EventFault[] = [];
  rejectedCount = 0;

  constructor(
    private readonly context: ReadingContext,
    private readonly dialect: StatusDialect,
    private readonly now: Date,
  ) {}

  /** @param place of the finding in what was sent, for the fault if it cannot be used */
  read(raw: unknown, place: string): FindingInstance | undefined {
    if (!isObject(raw)) {
      this.reject(place, 'is not an object');
      return undefined;
    }
    const finding = readFinding(raw, this.context, this.dialect, this.now);
    if (isRejected(finding)) {
      this.reject(place, finding.reason);
      return undefined;
    }
    const asOf = scanDateOrEvent(new Date(finding.asOf), this.context.eventAt).toISOString();
    // Rules ask for these as for any field, wherever the sender said them.
    const { nucleusProjectId: project_id, scanType: scan_type } = finding.uniqueFinding;
    return { ...finding, asOf, fields: shortened({ ...finding.fields, project_id, scan_type }) };
  }

  reject(place: string, reason: string): void {
    this.rejectedCount++;
    if (this.rejected.length < mostFaults) this.rejected.push({ finding: place, reason });
  }
}

/** Cut to what is stored, so that it fits into a message. */
function shortened(fields: RawFinding): RawFinding {
  const { definition, own } = splitFields(fields);
  return { ...definition, ...own };
}
