import { badArgument } from '../../http/errors';

/** A place in the log of revisions, in the form seen in recorded answers (facts: azure-devops.md section 4.8). */
export const writeToken = (watermark: number, id: number, rev: number): string =>
  `${watermark};${id};${rev};Discussion`;

/** @throws ApiError 400 for what is no token */
export function readToken(token: string): number {
  const watermark = /^(\d+)(;|$)/.exec(token)?.[1];
  if (watermark === undefined) throw badArgument(`The continuation token '${token}' is not valid.`);
  return Number(watermark);
}
