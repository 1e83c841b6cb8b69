import { createLogger, describeError } from '../../shared/logger';

function setUp() {
  const lines: [string, unknown][] = [];
  const keep = (level: string) => (line: string) => void lines.push([level, JSON.parse(line)]);
  const log = createLogger(
    { log: keep('info'), warn: keep('warn'), error: keep('error') },
    { function: 'f' },
  );
  return { lines, log };
}

describe('createLogger', () => {
  it('writes one line of JSON per message, at its level, with what is always said', () => {
    const { lines, log } = setUp();
    log.info('one', { a: 1 });
    log.warn('two');
    log.error('three\nlines', { function: 'g' });
    expect(lines).toEqual([
      ['info', { message: 'one', function: 'f', a: 1 }],
      ['warn', { message: 'two', function: 'f' }],
      ['error', { message: 'three\nlines', function: 'g' }],
    ]);
  });

  it('adds data to every line of a log of its own', () => {
    const { lines, log } = setUp();
    log.with({ ticketId: 't' }).info('one');
    log.info('two');
    expect(lines).toEqual([
      ['info', { message: 'one', function: 'f', ticketId: 't' }],
      ['info', { message: 'two', function: 'f' }],
    ]);
  });
});

describe('describeError', () => {
  it('tells name, sentence, a little of the stack, and the cause', () => {
    const error = new TypeError('outer', { cause: new RangeError('inner') });
    expect(describeError(error)).toMatchObject({
      error: 'TypeError',
      detail: 'outer',
      stack: expect.stringContaining('logger.test'),
      cause: { error: 'RangeError', detail: 'inner' },
    });
  });

  it('never tells what else hangs on an error', () => {
    const error = Object.assign(new Error('x'), { request: { headers: { authorization: 'Bearer 4711' } } });
    expect(JSON.stringify(describeError(error))).not.toContain('4711');
  });

  it.each([['text with key=4711'], [{ token: '4711' }], [undefined]])(
    'tells only the kind of %j',
    (thrown) => {
      expect(describeError(thrown)).toEqual({ error: typeof thrown });
    },
  );
});
