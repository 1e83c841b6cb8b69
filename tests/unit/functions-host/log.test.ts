import { errorDetails } from '../../../local/functions-host/log';

describe('an error in the log', () => {
  it('has its stack and what caused it', () => {
    const { error } = errorDetails(new Error('outer', { cause: new TypeError('inner') }));
    expect(error).toMatch(/^Error: outer\n\s+at [\s\S]*\nCaused by: TypeError: inner\n\s+at /);
  });

  it('may be anything that was thrown', () => expect(errorDetails('text')).toEqual({ error: 'text' }));
});
