/** Options of the receiver of callbacks (PART_OPTIONS). */
export interface CallbackReceiverOptions {
  /** 0 or undefined takes a free one. */
  port?: number;
}

/** What the part reports when it serves. */
export interface CallbackReceiverAddresses {
  baseUrl: string;
}
