import knexFactory, { type Knex } from 'knex'
import pg from 'pg'
import type { Log } from '../base/log.ts'
import { storeFault } from './fault.ts'
import { migrate } from './migrate.ts'
import { openVault, type Vault } from './vault.ts'

export interface StoreOptions {
  /** A PostgreSQL address. Sluice keeps to the schema `sluice` there. */
  readonly url: string
  readonly log: Log
  /** 32 bytes that tenants' credentials are sealed with. Without it none can be kept. */
  readonly key?: Uint8Array
  /** 32 bytes that the audit log is signed with. Without it nothing that is audited can be done. */
  readonly auditKey?: Uint8Array
  /** Connections at once; a run needs two and its heartbeat one. */
  readonly connections?: number
}

/** Sluice's own PostgreSQL. The functions of this room take it as their first argument. */
export interface Store {
  /** For the small tables, where a query builder reads best. */
  readonly knex: Knex
  /** For set-based paths and COPY. */
  readonly pool: pg.Pool
  /** A connection of its own, not yet opened, for what must hold one for good. */
  readonly single: () => pg.Client
  readonly vault: Vault
  readonly auditKey: Uint8Array | undefined
  readonly log: Log
  /** Brings the tables up to date. Any number of processes may call it at once. */
  migrate(): Promise<void>
  ping(): Promise<void>
  close(): Promise<void>
}

/** Opens nothing yet: the first query connects. */
export function openStore({ url, log, key, auditKey, connections = 10 }: StoreOptions): Store {
  const connection = {
    connectionString: url,
    application_name: 'sluice',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  }
  const pool = new pg.Pool({ ...connection, max: connections, idle_in_transaction_session_timeout: 600_000 })
  // An idle connection that dies is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) =>
    log.warn({ code: (error as { code?: string }).code }, 'a store connection was lost'),
  )
  const knex = knexFactory({ client: 'pg', connection, searchPath: ['sluice'], pool: { min: 0, max: 3 } })
  return {
    knex,
    pool,
    single: () => new pg.Client({ ...connection, application_name: 'sluice listening' }),
    log,
    vault: openVault(key),
    auditKey,
    migrate: () => migrate({ knex, pool }).catch(storeFault),
    ping: async () => void (await pool.query('select 1').catch(storeFault)),
    close: async () => {
      await Promise.all([pool.end(), knex.destroy()])
    },
  }
}
