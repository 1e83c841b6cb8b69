import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request and the answer to it. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  method: string;
  url: URL;
}
