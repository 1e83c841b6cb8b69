import type { Logger } from '../logger';
import { httpClientDuration } from './http-client-duration';
import { recordMetric } from './metric';

/** Sends a request and measures how long it took, whether an answer came or not. What is thrown is thrown on. */
export async function measureExchange<Answer>(
  log: Logger | undefined,
  { method, url }: { method: string; url: URL },
  exchange: () => Promise<Answer>,
  statusOf: (answer: Answer) => number,
): Promise<Answer> {
  const startedAt = performance.now();
  let outcome: { status?: number; failure?: unknown } = {};
  try {
    const answer = await exchange();
    outcome = { status: statusOf(answer) };
    return answer;
  } catch (failure) {
    outcome = { failure };
    throw failure;
  } finally {
    const durationMs = performance.now() - startedAt;
    recordMetric(log, httpClientDuration({ method, url, durationMs, ...outcome }));
  }
}
