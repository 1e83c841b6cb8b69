const { createHash } = require('node:crypto');
const { transformSync, version } = require('esbuild');

/** Jest transform: TypeScript to CommonJS by esbuild, which the build uses anyway. */
module.exports = {
  process: (source, file) => {
    const { code, map } = transformSync(source, {
      loader: 'ts',
      format: 'cjs',
      target: 'node20',
      sourcefile: file,
      sourcemap: 'external',
    });
    return { code, map };
  },
  getCacheKey: (source, file) => createHash('sha256').update(version).update(file).update(source).digest('hex'),
};
