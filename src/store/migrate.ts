import type { Knex } from 'knex'
import type pg from 'pg'
import * as store from '../../migrations/0001_store.ts'
import * as accounts from '../../migrations/0002_accounts.ts'
import * as flights from '../../migrations/0003_flights.ts'
import * as access from '../../migrations/0004_access.ts'
import * as audit from '../../migrations/0005_audit.ts'

type Step = Pick<Knex.Migration, 'up' | 'down'>

/** In order. A step that has been released is never edited: add another. */
const steps: readonly { readonly name: string; readonly step: Step }[] = [
  { name: '0001_store', step: store },
  { name: '0002_accounts', step: accounts },
  { name: '0003_flights', step: flights },
  { name: '0004_access', step: access },
  { name: '0005_audit', step: audit },
]

const source: Knex.MigrationSource<(typeof steps)[number]> = {
  getMigrations: () => Promise.resolve([...steps]),
  getMigrationName: ({ name }) => name,
  getMigration: ({ step }) => Promise.resolve(step),
}

// Any number that is ours alone: one process migrates, the others wait for it.
const LOCK = 7_305_421

/** Runs the missing steps. A process that died in the middle leaves nothing locked: the lock is its connection's. */
export async function migrate({ knex, pool }: { knex: Knex; pool: pg.Pool }): Promise<void> {
  const guard = await pool.connect()
  try {
    await guard.query('select pg_advisory_lock($1)', [LOCK])
    await guard.query('create schema if not exists sluice')
    const config = { migrationSource: source, schemaName: 'sluice', tableName: 'migrations' }
    await knex.migrate.forceFreeMigrationsLock(config)
    await knex.migrate.latest(config)
  } finally {
    guard.release(true)
  }
}
