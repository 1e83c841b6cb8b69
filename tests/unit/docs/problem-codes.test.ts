import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codesInSource } from './codes-in-source';

const sources = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

const sorted = (codes: Iterable<string>) => [...new Set(codes)].sort();

describe('codesInSource', () => {
  it.each([
    [
      'a property',
      `throw new ProblemError({ status: 413, code: 'body-too-large' }, 'Too large.')`,
      ['body-too-large'],
    ],
    ['an argument', `throw new ConflictError('event-id-reused', 'The id was used.')`, ['event-id-reused']],
    [
      'a choice',
      `new UnprocessableError(known ? 'not-reachable' : 'not-known', 'No.')`,
      ['not-reachable', 'not-known'],
    ],
    [
      'a default',
      `class RequestError { constructor(message: string, code = 'invalid-request') {} }`,
      ['invalid-request'],
    ],
    ['what is not found', `new NotFoundError('work item', id)`, ['work-item-not-found']],
    [
      'nothing else',
      `send('not-a-code'); new Map([['no-code', 1]]); const code = read('no-code-either')`,
      [],
    ],
  ])('finds %s', (_, text, codes) => {
    expect(codesInSource(text)).toEqual(codes);
  });
});

describe('docs/problem-codes.md', () => {
  const documented = [...readFileSync('docs/problem-codes.md', 'utf8').matchAll(/^\| `([a-z-]+)` \|/gm)].map(
    ([, code = '']) => code,
  );

  it('explains every code of the source, and no other', () => {
    const inSource = ['shared', 'functions'].flatMap(sources).flatMap(codesInSource);
    expect(sorted(documented)).toEqual(sorted(inSource));
  });

  it('explains each once', () => {
    expect(documented).toHaveLength(new Set(documented).size);
  });
});
