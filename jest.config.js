/** Node strips the types itself, so there is no transformer and stack traces point at the source. */
export default {
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  globalSetup: '<rootDir>/test/support/start.ts',
  globalTeardown: '<rootDir>/test/support/stop.ts',
  maxWorkers: 2,
  testTimeout: 60_000,
  coverageProvider: 'babel',
}
