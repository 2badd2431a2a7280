import { makeDemo } from '../../src/app/demo/make.ts'
import { freshDatabase, template, type FreshDatabase } from './database.ts'

/** The evening to which the small demo's history leads. */
export const demoDay = new Date('2026-11-22T19:00:00Z')

/** The small demo's warehouse, as it was made on `demoDay`, in a database of a test's own. */
export async function demoDatabase(): Promise<FreshDatabase> {
  const made = await template('demo', async (url) => {
    await makeDemo({ url, profile: 'small', today: demoDay })
  })
  return freshDatabase(made)
}
