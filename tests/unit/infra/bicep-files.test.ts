import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Declaration, declarationsOf, isOptional, namesUsedIn } from './bicep/declarations';
import { type BicepFile, faultsIn, nodesOf, readInfra } from './bicep/parse';
import { at } from './bicep/value';

/** The command that compiles Bicep, where there is one; the syntax and the names are checked in any case. */
const bicepCommand = [
  ['bicep', 'build'],
  ['az', 'bicep', 'build', '--file'],
].find(([command = '']) =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, command))),
);

/** Names that are Bicep's own. */
const builtIn = new Set(
  `cidrSubnet description empty environment guid loadJsonContent loadTextContent maxLength maxValue metadata minLength
  minValue allowed replace resourceGroup resourceId secure split subscription subscriptionResourceId tenant union
  uniqueString uri`.split(/\s+/),
);

/** `for name in …` and `for (name, index) in …` */
const loopNames = (file: BicepFile) =>
  nodesOf(file.root, 'for_statement')
    .flatMap((loop) => loop.namedChildren.slice(0, 1))
    .flatMap((names) => (names.type === 'identifier' ? [names] : names.namedChildren))
    .map(({ text }) => text);

describe('the Bicep files', () => {
  let files: BicepFile[];
  let declarations: Declaration[];
  const inFile = (path: string) => declarations.filter(({ file }) => file === path);

  beforeAll(async () => {
    files = await readInfra();
    declarations = files.flatMap(declarationsOf);
  });

  it('are Bicep', () => {
    const faults = files.flatMap(({ path, root }) => faultsIn(root).map((fault) => `${path}: ${fault}`));
    expect(faults).toEqual([]);
    expect(files.map(({ path }) => path)).toContain('infra/main.bicep');
  });

  it('use no module from elsewhere, so that they compile without a download', () => {
    const modules = declarations.filter(({ kind }) => kind === 'module');
    const missing = modules.filter(({ file, type }) => !existsSync(join(dirname(file), type)));
    expect(missing.map(({ type }) => type)).toEqual([]);
  });

  it('use only stable versions of resource types', () => {
    const types = declarations.filter(({ kind }) => kind === 'resource').map(({ type }) => type);
    expect(types.filter((type) => !/^Microsoft\.[\w.]+(?:\/\w+)+@\d{4}-\d{2}-\d{2}$/.test(type))).toEqual([]);
  });

  it('name nothing that is not declared', () => {
    const unknown = files.flatMap((file) => {
      const known = new Set([...inFile(file.path).map(({ name }) => name), ...loopNames(file), ...builtIn]);
      return namesUsedIn(file.root)
        .filter((name) => !known.has(name))
        .map((name) => `${file.path}: ${name}`);
    });
    expect(unknown).toEqual([]);
  });

  it('declare no parameter, variable or existing resource that is not used', () => {
    const unused = files.flatMap((file) =>
      inFile(file.path)
        .filter(({ kind, existing }) => kind === 'param' || kind === 'var' || existing)
        .filter(({ name }) => namesUsedIn(file.root).filter((used) => used === name).length < 2)
        .map(({ name }) => `${file.path}: ${name}`),
    );
    expect(unused).toEqual([]);
  });

  it('give every module the parameters it asks for, and no other', () => {
    for (const { file, type, body } of declarations.filter(({ kind }) => kind === 'module')) {
      const wanted = inFile(join(dirname(file), type)).filter(({ kind }) => kind === 'param');
      const given = Object.keys(at(body, 'params') ?? {});
      expect(wanted.map(({ name }) => name)).toEqual(expect.arrayContaining(given));
      expect(given).toEqual(
        expect.arrayContaining(wanted.filter((one) => !isOptional(one)).map(({ name }) => name)),
      );
    }
  });

  it('read only outputs that the module has', () => {
    const modules = new Map(
      inFile('infra/main.bicep')
        .filter(({ kind }) => kind === 'module')
        .map(({ name, type }) => [name, inFile(join('infra', type)).filter(({ kind }) => kind === 'output')]),
    );
    const main = files.find(({ path }) => path === 'infra/main.bicep')!;
    const reads = [...main.root.text.matchAll(/\b(\w+)\.\??outputs\.(\w+)/g)];
    expect(reads.length).toBeGreaterThan(10);
    for (const [, module = '', output] of reads)
      expect(modules.get(module)?.map(({ name }) => name)).toContain(output);
  });

  // Declared only where it can run: machines without Azure's tools check the above.
  if (bicepCommand) {
    it('compile', () => {
      const folder = mkdtempSync(join(tmpdir(), 'bicep-'));
      const [command = '', ...args] = bicepCommand;
      try {
        execFileSync(command, [...args, 'infra/main.bicep', '--outfile', join(folder, 'main.json')]);
        expect(existsSync(join(folder, 'main.json'))).toBe(true);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
});
