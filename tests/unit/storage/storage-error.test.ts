import { ProblemError } from '../../../shared/errors';
import { isMissingTable, toStorageError } from '../../../shared/storage/storage-error';
import { RowChangedError, RowExistsError } from '../../../shared/storage/table';

const sdkError = (changes: object) => Object.assign(new Error('x'), { name: 'RestError' }, changes);
const inBody = (statusCode: number, code: string) =>
  sdkError({ statusCode, details: { odataError: { code } } });

describe('toStorageError', () => {
  it.each([
    ['a row that exists', inBody(409, 'EntityAlreadyExists'), RowExistsError],
    [
      'a row that exists, told on the error',
      sdkError({ statusCode: 409, code: 'EntityAlreadyExists' }),
      RowExistsError,
    ],
    ['an ETag that does not hold', inBody(412, 'UpdateConditionNotSatisfied'), RowChangedError],
    ['a precondition without a code', sdkError({ statusCode: 412 }), RowChangedError],
    ['a row that is gone', inBody(404, 'ResourceNotFound'), RowChangedError],
    ['a busy service', inBody(503, 'ServerBusy'), ProblemError],
    ['throttling', sdkError({ statusCode: 429 }), ProblemError],
    ['no connection', sdkError({ code: 'ECONNREFUSED' }), ProblemError],
  ])('understands %s', (_, error, expected) => {
    expect(toStorageError(error)).toBeInstanceOf(expected);
    expect(toStorageError(error)).toHaveProperty('cause', error);
  });

  it.each([
    ['a bad request', inBody(400, 'InvalidInput')],
    ['a missing right', inBody(403, 'AuthorizationFailure')],
    ['a bug', new TypeError('x')],
    ['a thrown text', 'x'],
    ['nothing', undefined],
  ])('leaves %s as it is', (_, error) => expect(toStorageError(error)).toBe(error));
});

describe('isMissingTable', () => {
  it.each([
    [inBody(404, 'TableNotFound'), true],
    [inBody(404, 'ResourceNotFound'), false],
    [new Error('x'), false],
    [undefined, false],
  ])('%#: %s', (error, expected) => expect(isMissingTable(error)).toBe(expected));
});
