const toleranceMs = 24 * 60 * 60 * 1000;

/** A date, unless it lies more than a day after `now`: then `now`. Clocks differ, but nobody tells of next week. */
const notAhead = (date: Date, now: Date): Date => (date.getTime() > now.getTime() + toleranceMs ? now : date);

/** When an event was true. One that claims to come from the future would outrank all later news. */
export const eventDate = (timestamp: Date, now: Date): Date => notAhead(timestamp, now);

/** When a finding was true: as of its scan, unless that has no date or one that the event cannot know of yet. */
export const scanDateOrEvent = (scanDate: Date | undefined, event: Date): Date =>
  scanDate ? notAhead(scanDate, event) : event;
