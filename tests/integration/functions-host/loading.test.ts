import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { startFixture } from '../../support/function-app/start';

/** Inside the project, so that the apps find the installed `@azure/functions`. */
const folder = mkdtempSync(resolve('.local', 'function-app-'));
const fixture = (...path: string[]) => resolve('tests/support/function-app', ...path);
const newApp = (name: string, packageJson: object, main?: string) => {
  cpSync(fixture('esm', 'host.json'), join(folder, name, 'host.json'));
  writeFileSync(join(folder, name, 'package.json'), JSON.stringify(packageJson));
  if (main !== undefined) writeFileSync(join(folder, name, 'main.cjs'), main);
  return { folder: join(folder, name) };
};

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The deployable is built in the same way (scripts/build.mjs), with the library inside. */
async function bundledApp() {
  const app = newApp('bundled', { main: 'dist/main.mjs' });
  await build({
    entryPoints: [fixture('esm', 'main.mjs')],
    outfile: join(app.folder, 'dist', 'main.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['@azure/functions-core'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return app;
}

describe.each([
  ['CommonJS', () => Promise.resolve('commonjs' as const)],
  ['ES modules', () => Promise.resolve('esm' as const)],
  ['one bundle', bundledApp],
])('an app of %s', (_, app) => {
  test('is loaded, every function with its trigger, through @azure/functions-core alone', async () => {
    const host = await startFixture(await app());
    const { baseUrl, functions } = host.addresses;
    expect(functions).toEqual(
      expect.arrayContaining([
        { name: 'item', trigger: 'httpTrigger', route: 'api/items/{id:int}', methods: ['GET'] },
        { name: 'yearly', trigger: 'timerTrigger' },
      ]),
    );
    expect(await (await fetch(`${baseUrl}/api/items/7`)).text()).toBe('item 7');
    await host.stop();
  });
});

test('a function that a setting takes out of service is not served', async () => {
  const host = await startFixture('commonjs', { settings: { AzureWebJobs__guarded__Disabled: 'true' } });
  expect(host.addresses.functions.map(({ name }) => name)).not.toContain('guarded');
  expect((await fetch(`${host.addresses.baseUrl}/api/guarded?code=the-function-key`)).status).toBe(404);
  await host.stop();
});

describe('says why an app cannot be served', () => {
  const withFunctions = (main: string) => `const { app } = require('@azure/functions');\n${main}`;

  test.each([
    ['no main', {}, undefined, 'has no "main"'],
    ['a main that does not exist', { main: 'nowhere.js' }, undefined, 'nowhere.js, which does not exist'],
    ['code that throws', { main: 'main.cjs' }, "throw new Error('Oh no.');", 'Oh no.'],
    [
      'a name taken twice',
      { main: 'main.cjs' },
      withFunctions("for (const _ of [1, 2]) app.http('twice', { handler: () => ({}) });"),
      'A function with id "twice" has already been registered.',
    ],
    [
      'a trigger of another kind',
      { main: 'main.cjs' },
      withFunctions("app.storageBlob('blob', { path: 'a', connection: 'b', handler: () => undefined });"),
      'This host has no trigger "blobTrigger"',
    ],
    [
      'a setting that is not there',
      { main: 'main.cjs' },
      withFunctions("app.timer('timer', { schedule: '%NOT_THERE%', handler: () => undefined });"),
      'the setting NOT_THERE, which is not there',
    ],
  ])('%s', async (what, packageJson, main, message) => {
    const app = newApp(what.replaceAll(' ', '-'), packageJson, main);
    await expect(startFixture(app)).rejects.toThrow(message);
  });

  test('a port that is taken', async () => {
    const host = await startFixture('commonjs');
    const port = Number(new URL(host.addresses.baseUrl).port);
    await expect(startFixture('commonjs', { port })).rejects.toThrow(`Port ${port} is taken`);
    await host.stop();
  });
});
