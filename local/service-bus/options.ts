/** What the broker is started with (see local/part.ts). */
export interface ServiceBusOptions {
  /** 0 or nothing takes a free one. */
  port?: number | undefined;
  /** Of the control URL; 0 or nothing takes a free one. */
  controlPort?: number | undefined;
  /** Queues, in the format of Microsoft's emulator. */
  configFile: string;
  /** Where messages are kept over a kill of this process; in memory only if undefined. */
  journalFile?: string | undefined;
}

/** Where it serves. */
export interface ServiceBusAddresses {
  /** For the official clients. */
  connectionString: string;
  port: number;
  /** `GET` answers how many messages are where: `{ [queue]: { active, locked, scheduled, deferred, deadLetter } }`. */
  controlUrl: string;
}
