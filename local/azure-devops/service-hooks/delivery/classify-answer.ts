/** What a receiver's answer means for a delivery (facts: azure-devops.md section 7.4). */
export type DeliveryOutcome = 'delivered' | 'gone' | 'transient-failure' | 'enduring-failure';

const transient: ReadonlySet<number> = new Set([408, 502, 503, 504]);

/** @param status of the answer; undefined when there was none: timeout, refused connection, TLS … */
export function classifyAnswer(status: number | undefined): DeliveryOutcome {
  if (status === undefined) return 'enduring-failure';
  if (status >= 200 && status < 300) return 'delivered';
  if (status === 410) return 'gone';
  return transient.has(status) ? 'transient-failure' : 'enduring-failure';
}
