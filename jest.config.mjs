/** Tests run from the sources; what they start as processes (host, broker, simulators) runs from the build. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/tests/support/esbuild-transform.cjs' },
  testTimeout: 30_000,
  maxWorkers: 2,
};
