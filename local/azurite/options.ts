/** Options of the table storage part (PART_OPTIONS). */
export interface AzuriteOptions {
  /** 0 or undefined takes a free one. */
  port?: number;
  /** Where the database is kept; in memory only if undefined. */
  folder?: string;
}

/** What the part reports when it serves. */
export interface AzuriteAddresses {
  connectionString: string;
  port: number;
}
