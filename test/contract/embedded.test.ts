import { expect, test } from '@jest/globals'
import { freshDatabase, template } from '../support/database.ts'

test('a test gets a database of its own, cloned from a template', async () => {
  const name = await template('probe', async (url) => {
    const { Client } = await import('pg')
    const client = new Client({ connectionString: url })
    await client.connect()
    await client.query('create table t as select 42 as n')
    await client.end()
  })
  const database = await freshDatabase(name)
  const { rows } = await database.query('select n, current_user as me from t')
  expect(rows).toEqual([{ n: 42, me: 'sluice_owner' }])
  await database.drop()
})
