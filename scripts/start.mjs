import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { build } from './build.mjs';
import { root } from './root.mjs';

await build();
await import(pathToFileURL(join(root, '.local/build/start.mjs')).href);
