import { createHash } from 'node:crypto';
import { InvalidRequestError } from '../../errors';
import { parseJson } from '../../http/read-json';
import { validated } from '../../http/validate';
import type { QueueSender } from '../../messaging/queue-sender';
import type { EventRecord } from '../event-record';
import { type EventEnvelope, eventEnvelopeSchema } from '../event-schema';
import type { EventStore } from '../event-store';
import type { FindingInstance, StatusDialect } from '../finding';
import { FindingReader } from '../finding-reader';
import { type IntakeAnswer, reusedId } from '../intake';
import { eventContext } from '../read-event';
import { type Line, linesOf } from './lines';
import { EventWindows, usualWindow, type WindowSize } from './event-windows';

/** Descriptions of a megabyte come; a line beyond this is rejected unread. */
const longestLine = 4 * 1024 * 1024;

function readEnvelope(line: Line | undefined): EventEnvelope {
  if (!line || line.tooLong) throw new InvalidRequestError('The first line has to be the event itself.');
  return validated(eventEnvelopeSchema, parseJson(line.bytes));
}

function readLine(line: Line, place: string, reader: FindingReader): FindingInstance | undefined {
  if (line.tooLong) {
    reader.reject(place, `is longer than ${longestLine} bytes`);
    return undefined;
  }
  try {
    return reader.read(parseJson(line.bytes), place);
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    reader.reject(place, 'is not JSON in UTF-8');
    return undefined;
  }
}

/**
 * Takes events of Nucleus in that come as NDJSON: the event without findings, then a finding per line. They go to the
 * queue in windows, so that none but the last lines are in memory, however many there are.
 *
 * Instances of one finding that are far apart come in different messages. That is right all the same: each is merged by
 * itself, by its own date. Instances that are near each other share a message, which saves reads.
 */
export class StreamedIntake {
  constructor(
    private readonly events: EventStore,
    private readonly sender: QueueSender,
    private readonly dialect: () => StatusDialect,
    private readonly window: WindowSize = usualWindow,
  ) {}

  /**
   * Idempotent by the sender's event id. What was sent to the queue is noted with the event, window by window; a
   * repetition after a crash goes on behind it, once it has been seen to be the same up to there.
   * @throws InvalidRequestError the first line is not an event
   * @throws ConflictError the id was used for other content
   */
  async accept(chunks: AsyncIterable<Uint8Array>): Promise<IntakeAnswer> {
    const now = new Date();
    const seen = createHash('sha256');
    const lines = linesOf(chunks, longestLine, seen);
    const first = await lines.next();
    const envelope = readEnvelope(first.done ? undefined : first.value);
    const reader = new FindingReader(eventContext(envelope, now), this.dialect(), now);
    const record: EventRecord = {
      id: envelope.id,
      type: envelope.type,
      fingerprint: '',
      findings: 0,
      chunks: 0,
      enqueued: false,
      receivedAt: now.toISOString(),
      rejected: reader.rejected,
      rejectedCount: 0,
    };
    const known = (await this.events.claim(record))?.value;
    if (known && !known.enqueued && known.fingerprint !== '') throw reusedId(envelope.id);
    const windows = new EventWindows(this.events, this.sender, known ?? record, reader, seen, this.window);
    for await (const line of lines) {
      windows.countLine();
      if (!known?.enqueued) {
        const finding = readLine(line, `/data/findings/${windows.lines - 1}`, reader);
        await windows.add(finding, line.bytes.length);
      }
    }
    const fingerprint = seen.copy().digest('base64url');
    if (known?.enqueued) {
      if (known.fingerprint !== fingerprint) throw reusedId(envelope.id);
      return { ...answerOf(known), duplicate: true };
    }
    return { ...answerOf(await windows.end(fingerprint)), duplicate: false };
  }
}

const answerOf = ({ id, findings, rejectedCount }: EventRecord) => ({
  eventId: id,
  findings,
  rejected: rejectedCount,
});
