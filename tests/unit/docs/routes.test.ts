import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = 'functions/http';

/** `METHOD route` of each HTTP function, as it is registered. */
const registered = readdirSync(folder).map((name) => {
  const source = readFileSync(join(folder, name), 'utf8');
  const method = /method: '(\w+)'/.exec(source)?.[1];
  const route = /route: '([^']+)'/.exec(source)?.[1];
  return `${method ?? name} ${route ?? '?'}`;
});

describe('the README', () => {
  it('lists every route of the API, and no other', () => {
    const listed = [
      ...readFileSync('README.md', 'utf8').matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) [a-z][^`]*)`/g),
    ];
    expect(listed.map(([, route = '']) => route).sort()).toEqual(registered.sort());
  });
});
