import type { Embedded } from '../../src/warehouses/postgres/embedded/index.ts'

/** What `start` hands to `stop`, within Jest's own process. */
export const server: { embedded?: Embedded; dir?: string } = {}

/** The run's server, as the test files see it: addresses of its `postgres` database. */
export function testServer(): { superuserUrl: string; ownerUrl: string } {
  const superuserUrl = process.env['SLUICE_TEST_POSTGRES']
  const ownerUrl = process.env['SLUICE_TEST_OWNER']
  if (!superuserUrl || !ownerUrl) throw new Error('No test server: run the tests with `npm test`')
  return { superuserUrl, ownerUrl }
}
