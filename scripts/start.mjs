import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { build } from './build.mjs';
import { root } from './root.mjs';

// The parts, the build and .local/stack.json are found from the repository's folder, wherever this is called.
process.chdir(root);
await build();
await import(pathToFileURL(join(root, '.local/build/start.mjs')).href);
