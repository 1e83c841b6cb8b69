import { InvalidRequestError } from '../../../shared/errors';
import { assertToken } from '../../../shared/storage/continuation-token';

const encoded = (text: string) => Buffer.from(text).toString('base64');

describe('assertToken', () => {
  it.each([undefined, encoded('{"nextPartitionKey":"p","nextRowKey":"r"}')])('takes %s', (token) => {
    expect(() => assertToken(token)).not.toThrow();
  });

  it.each(['garbage', '', encoded('7'), encoded('null'), encoded('{"half":')])('refuses "%s"', (token) => {
    expect(() => assertToken(token)).toThrow(InvalidRequestError);
  });
});
