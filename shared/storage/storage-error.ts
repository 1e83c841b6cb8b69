import { ServiceUnavailableError } from '../errors';
import { RowChangedError, RowExistsError } from './table';

/** The error code of the storage service, wherever the SDK put it: on the error itself or in the parsed body. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, details } = error as { code?: unknown; details?: { odataError?: { code?: unknown } } };
  const found = details?.odataError?.code ?? code;
  return typeof found === 'string' ? found : undefined;
}

export const statusOf = (error: unknown) => (error as { statusCode?: number } | undefined)?.statusCode;

export const isMissingTable = (error: unknown) => codeOf(error) === 'TableNotFound';

/** What an error of the storage SDK means to us; trouble on the way there is worth another try later. */
export function toStorageError(error: unknown): unknown {
  const code = codeOf(error);
  const status = statusOf(error);
  if (code === 'EntityAlreadyExists') return new RowExistsError('The row exists already.', { cause: error });
  if (code === 'UpdateConditionNotSatisfied' || code === 'ResourceNotFound' || status === 412) {
    return new RowChangedError('The row was changed or removed since it was read.', { cause: error });
  }
  const unreachable = error instanceof Error && error.name === 'RestError' && status === undefined;
  if (unreachable || (status !== undefined && (status >= 500 || status === 408 || status === 429))) {
    return new ServiceUnavailableError(
      'storage-unavailable',
      'The storage does not answer. Try again later.',
      error,
    );
  }
  return error;
}
