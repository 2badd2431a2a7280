import type { Models } from '../../src/model/model.ts'
import type { Warehouse } from '../../src/warehouses/contract.ts'
import { openPostgres, roleUrl, type PostgresOptions } from '../../src/warehouses/postgres/index.ts'
import { contextKey } from './context.ts'
import type { FreshDatabase } from './database.ts'
import { suiteLog } from './log/suite.ts'

/** The address of a role that the guard makes for a test's database; names are its own, since roles are the server's. */
export function roleOf({ url, name }: FreshDatabase, role: 'serve' | 'operator'): string {
  return roleUrl(url, { name: `${name}_${role}`, password: 'a-test-password' })
}

/** A test's database as a warehouse, called `default` unless told; nobody has guarded it yet. */
export function openWarehouse(database: FreshDatabase, more: Partial<PostgresOptions> = {}): Warehouse {
  return openPostgres({
    name: 'default',
    url: roleOf(database, 'serve'),
    operatorUrl: roleOf(database, 'operator'),
    ownerUrl: database.superuserUrl,
    contextKey,
    log: suiteLog,
    statementTimeoutMs: 10_000,
    ...more,
  })
}

/** The same, guarded for those of the models that are in it. */
export async function openGuarded(
  database: FreshDatabase,
  models: Models,
  more: Partial<PostgresOptions> = {},
): Promise<Warehouse> {
  const warehouse = openWarehouse(database, more)
  const own = [...models.byName].filter(([, model]) => model.warehouse === warehouse.name)
  await warehouse.guard.apply({ ...models, byName: new Map(own) })
  return warehouse
}
