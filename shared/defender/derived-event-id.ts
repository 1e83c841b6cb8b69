/**
 * The id of an event whose sender gave none: made from its content and the hour of its arrival. A repetition within the
 * hour is known again; the same content on another day may be news once more (a machine that is exempt, fixed, exempt), and
 * processing it twice does no harm.
 * @param fingerprint of the content
 */
export const derivedEventId = (fingerprint: string, now: Date): string =>
  `defender-${now.toISOString().slice(0, 13)}-${fingerprint}`;
