const { createHash } = require('node:crypto');
const { transformSync, version } = require('esbuild');

/** Jest runs CommonJS without a loader for `import()`, so what loads on first use becomes a `require` here. */
const supported = { 'dynamic-import': false };

/** Jest transform: TypeScript to CommonJS by esbuild, which the build uses anyway. */
module.exports = {
  process: (source, file) => {
    const { code, map } = transformSync(source, {
      loader: 'ts',
      format: 'cjs',
      target: 'node20',
      supported,
      sourcefile: file,
      sourcemap: 'external',
    });
    return { code, map };
  },
  getCacheKey: (source, file) =>
    createHash('sha256')
      .update(version)
      .update(JSON.stringify(supported))
      .update(file)
      .update(source)
      .digest('hex'),
};
