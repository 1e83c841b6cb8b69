import { createHash } from 'node:crypto';
import { ConflictError, UnprocessableError } from '../errors';
import { type NewRow, RowChangedError, RowExistsError, type Table } from './table';
import { tableKey } from './table-key';

interface OnceRecord {
  fingerprint: string;
  startedAt: string;
  /** Set when the work is done: the id of what it made. */
  madeId?: string;
}

/** Work older than this died with its process: no invocation runs longer (host.json functionTimeout). */
const abandonedAfterMs = 10 * 60_000;

const fingerprintOf = (request: unknown) =>
  createHash('sha256').update(JSON.stringify(request)).digest('base64url');

/** Notes what was made. Work that has a claim of its own calls it before it lets go of that, so that none is without. */
export type Remember = (madeId: string) => Promise<void>;

/**
 * Makes a creating request safe to send again under the same `Idempotency-Key`. Keyed by scope and key; guarded by the
 * insert of the claim row.
 * @returns the id of what was made, now or by the earlier request
 * @throws UnprocessableError the key was used for another request
 * @throws ConflictError the first request is still running
 */
export async function runOnce(
  claims: Table,
  scope: string,
  key: string | undefined,
  request: unknown,
  make: (remember: Remember) => Promise<string>,
): Promise<string> {
  if (key === undefined) return make(() => Promise.resolve());
  const partitionKey = tableKey('idempotency', scope);
  const rowKey = tableKey(key);
  const fingerprint = fingerprintOf(request);
  const claim: OnceRecord = { fingerprint, startedAt: new Date().toISOString() };
  const mine = { partitionKey, rowKey, value: claim };
  let etag: string | undefined;
  try {
    [etag] = await claims.write([{ action: 'insert', ...mine }]);
  } catch (error) {
    if (!(error instanceof RowExistsError)) throw error;
    const earlier = await claims.get<OnceRecord>(partitionKey, rowKey);
    // Gone again: its request has just failed.
    if (!earlier) throw inProgress();
    const { value } = earlier;
    if (value.fingerprint !== fingerprint) {
      throw new UnprocessableError(
        'idempotency-key-reused',
        'This Idempotency-Key was used for a different request.',
      );
    }
    if (value.madeId !== undefined) return value.madeId;
    if (Date.now() - Date.parse(value.startedAt) < abandonedAfterMs) throw inProgress();
    etag = await takeOver(claims, { ...mine, etag: earlier.etag });
  }
  const state = { remembered: false };
  const remember: Remember = async (madeId) => {
    await claims.write([{ action: 'upsert', partitionKey, rowKey, value: { ...claim, madeId } }]);
    state.remembered = true;
  };
  const madeId = await make(remember).catch(async (error: unknown) => {
    // A request that failed may be sent again at once with the same key; if this fails too, in ten minutes. One that
    // failed after its thing was made has made it.
    if (!state.remembered) {
      await claims.write([{ action: 'delete', partitionKey, rowKey, etag }]).catch(() => undefined);
    }
    throw error;
  });
  // From here on the claim must stay, whatever happens: the thing is made.
  if (!state.remembered) await remember(madeId);
  return madeId;
}

const inProgress = () =>
  new ConflictError('request-in-progress', 'A request with this Idempotency-Key is still being carried out.');

/** Of several who find a claim abandoned, one takes it over. */
async function takeOver(
  claims: Table,
  abandoned: NewRow<OnceRecord> & { etag: string },
): Promise<string | undefined> {
  try {
    const [etag] = await claims.write([{ action: 'replace', ...abandoned }]);
    return etag;
  } catch (error) {
    if (error instanceof RowChangedError) throw inProgress();
    throw error;
  }
}
