import type { Logger } from '../logger';

/** One measurement; names, units and attributes are those of OpenTelemetry's conventions where these have any. */
export interface Measurement {
  name: string;
  value: number;
  /** As UCUM writes it: `s` for seconds. */
  unit: string;
  attributes: Record<string, string | number>;
}

/**
 * Writes a measurement as a log record, which the workbook (infra/workbook.json) computes with. The host exports logs without an SDK in the app, which would cost every cold
 * start (docs/decisions.md); the price is a line each, so only what the platform does not measure is worth one.
 */
export function recordMetric(log: Logger | undefined, { name, value, unit, attributes }: Measurement): void {
  log?.info('metric', { metric: name, value, unit, attributes });
}
