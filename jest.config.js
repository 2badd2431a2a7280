/** Node strips the types itself, so there is no transformer and stack traces point at the source. */
export default {
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  setupFiles: ['<rootDir>/test/support/seed.ts'],
  globalSetup: '<rootDir>/test/support/start.ts',
  globalTeardown: '<rootDir>/test/support/stop.ts',
  maxWorkers: 2,
  testTimeout: 60_000,
  coverageProvider: 'babel',
}
