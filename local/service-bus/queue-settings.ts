import { readFileSync } from 'node:fs';

/** How a queue behaves; the words are those of Azure Service Bus. Times in milliseconds. */
export interface QueueSettings {
  name: string;
  lockDuration: number;
  maxDeliveryCount: number;
  timeToLive: number;
  deadLetterOnExpiration: boolean;
  /** 0 where duplicates are not looked for. */
  duplicateWindow: number;
}

interface ConfigFile {
  UserConfig: { Namespaces: { Queues?: { Name: string; Properties?: Record<string, unknown> }[] }[] };
}

const durationParts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds of an ISO 8601 duration such as PT1M. */
export function durationMs(text: unknown, otherwise: number): number {
  const parts = typeof text === 'string' ? durationParts.exec(text) : null;
  if (!parts) return otherwise;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

/** Queues from a file in the format of Microsoft's Service Bus emulator, so that one file serves both. */
export function readQueueSettings(file: string): QueueSettings[] {
  const config = JSON.parse(readFileSync(file, 'utf8')) as ConfigFile;
  return config.UserConfig.Namespaces.flatMap(({ Queues = [] }) => Queues).map(
    ({ Name, Properties = {} }) => ({
      name: Name,
      lockDuration: durationMs(Properties.LockDuration, 60_000),
      maxDeliveryCount: typeof Properties.MaxDeliveryCount === 'number' ? Properties.MaxDeliveryCount : 10,
      timeToLive: durationMs(Properties.DefaultMessageTimeToLive, 14 * 24 * 3600_000),
      deadLetterOnExpiration: Properties.DeadLetteringOnMessageExpiration === true,
      duplicateWindow:
        Properties.RequiresDuplicateDetection === true
          ? durationMs(Properties.DuplicateDetectionHistoryTimeWindow, 10 * 60_000)
          : 0,
    }),
  );
}
