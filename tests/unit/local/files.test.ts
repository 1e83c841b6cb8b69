import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { copyApp } from '../../../local/app-folder';
import { createRunFolder } from '../../../local/run-folder';
import { writeTrustedCertificates } from '../../../local/trusted-certificates';

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'local-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('createRunFolder', () => {
  it('makes a folder of this process, and takes away those of processes that are gone', () => {
    // The largest process id of Linux is below this.
    const gone = join(folder, '99999999-abcdef');
    const notOurs = join(folder, 'notes');
    for (const one of [gone, notOurs]) mkdirSync(one);
    const first = createRunFolder(folder);
    const second = createRunFolder(folder);
    expect(basename(first)).toMatch(new RegExp(`^${process.pid}-`));
    expect([first, second, notOurs, gone].map((one) => existsSync(one))).toEqual([true, true, true, false]);
  });
});

describe('writeTrustedCertificates', () => {
  it.each([
    ['nothing', undefined, 'ours\n'],
    ['an empty setting', '', 'ours\n'],
    ['a file', 'theirs.pem', 'ours\ntheirs\n'],
  ])('keeps what is trusted already: %s', (_, name, expected) => {
    writeFileSync(join(folder, 'ours.pem'), 'ours\n');
    writeFileSync(join(folder, 'theirs.pem'), 'theirs');
    const already = name === undefined || name === '' ? name : join(folder, name);
    writeTrustedCertificates(join(folder, 'all.pem'), join(folder, 'ours.pem'), already);
    expect(readFileSync(join(folder, 'all.pem'), 'utf8')).toBe(expected);
  });
});

describe('copyApp', () => {
  it('copies what is deployed and nothing else', () => {
    const root = join(folder, 'root');
    mkdirSync(join(root, 'dist', 'chunks'), { recursive: true });
    const files = [
      'package.json',
      'host.json',
      'dist/main.mjs',
      'dist/chunks/one.mjs',
      'local.settings.json',
    ];
    for (const file of files) writeFileSync(join(root, file), file);
    copyApp(root, join(folder, 'app'));
    const copied = files.filter((file) => existsSync(join(folder, 'app', file)));
    expect(copied).toEqual(files.slice(0, -1));
  });
});
