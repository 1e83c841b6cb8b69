import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'],
  ...readdirSync('docs').map((name) => join('docs', name)),
];

const matches = (page: string, pattern: RegExp) =>
  [...readFileSync(page, 'utf8').matchAll(pattern)].map(([, found = '']) => found);

/** The name under which a heading can be linked to, as GitHub makes it of plain words. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');

describe.each(pages)('%s', (page) => {
  it('names files and folders that there are', () => {
    const named = matches(
      page,
      /`((?:functions|shared|local|tests|scripts|docs|infra|\.github)\/[\w./-]*)`/g,
    );
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('links to pages and headings that there are', () => {
    const links = matches(page, /\]\((?!https?:)([^)]+)\)/g);
    const broken = links.filter((link) => {
      const [path = '', heading] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(target)) return true;
      return (
        heading !== undefined &&
        !matches(target, /^#+ (.+)$/gm)
          .map(anchor)
          .includes(heading)
      );
    });
    expect(broken).toEqual([]);
  });
});
