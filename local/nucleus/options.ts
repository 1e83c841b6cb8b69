/** Options of the stand-in for Nucleus (PART_OPTIONS). */
export interface NucleusOptions {
  /** 0 or undefined takes a free one. */
  port?: number;
  /** What callers have to present in `x-apikey`. */
  apiKey: string;
}

/** What the part reports when it serves. */
export interface NucleusAddresses {
  /** Of the API: NUCLEUS_API_URL. */
  apiUrl: string;
  /** Of what steers the stand-in. */
  controlUrl: string;
}
