import type { Model, Models, TenantKey, Link, Source } from '../../../src/model/model.ts'
import { openScope, type TenantScope } from '../../../src/tenant/scope.ts'
import { engines, type EngineName } from '../../../src/warehouses/index.ts'
import type { Warehouse } from '../../../src/warehouses/contract.ts'
import { roleUrl, type PostgresOptions } from '../../../src/warehouses/postgres/index.ts'
import { freshDatabase, type FreshDatabase } from '../../support/database.ts'
import { suiteLog } from '../../support/log/suite.ts'
import { contextKey } from '../../support/context.ts'

/** A database of a test file's own, and warehouses opened on it as their roles. */
export interface House {
  readonly database: FreshDatabase
  readonly serve: string
  readonly operator: string
  readonly serveUrl: string
  /** Opens another; all are closed with the house. */
  open(changes?: Partial<PostgresOptions>): Warehouse
  close(): Promise<void>
}

/** Every engine, so that a new one is held to the same cases at once. */
export const everyEngine = Object.keys(engines) as EngineName[]

export async function house(engine: EngineName, ddl: string): Promise<House> {
  const database = await freshDatabase()
  // Roles belong to the whole server: named after the database, so that files don't meet.
  const serve = `serve_${database.name}`
  const operator = `operator_${database.name}`
  const serveUrl = roleUrl(database.url, { name: serve, password: 'serve pass/wörd' })
  const operatorUrl = roleUrl(database.url, { name: operator, password: 'operator' })
  const opened: Warehouse[] = []
  await database.query(ddl)
  return {
    database,
    serve,
    operator,
    serveUrl,
    open: (changes = {}) => {
      const warehouse = engines[engine]({
        name: 'default',
        url: serveUrl,
        operatorUrl,
        ownerUrl: database.url,
        contextKey,
        statementTimeoutMs: 10_000,
        connectMs: 5_000,
        log: suiteLog,
        ...changes,
      })
      opened.push(warehouse)
      return warehouse
    },
    close: async () => {
      await Promise.all(opened.map((warehouse) => warehouse.close()))
      await database.drop()
    },
  }
}

export function scopeOf(tenant: string): Promise<TenantScope> {
  return openScope({ tenant, roles: [], claims: {} }, { knows: () => Promise.resolve(true) })
}

const at = { file: 'schema/test.graphql', line: 1, column: 1 }

/** Models as the loader would make them, of nothing but what the guard looks at. */
export function modelsOf(...models: readonly Model[]): Models {
  return {
    byName: new Map(models.map((model) => [model.name, model])),
    enums: new Map(),
    roles: [],
    claims: [],
    version: 'test',
  }
}

export function modelOf(
  name: string,
  source: string | Source,
  tenant: TenantKey,
  links: readonly Link[] = [],
): Model {
  return {
    name,
    names: {
      one: name.toLowerCase(),
      many: `${name.toLowerCase()}s`,
      metrics: `${name.toLowerCase()}Metrics`,
    },
    warehouse: 'default',
    source: typeof source === 'string' ? tableOf(source) : source,
    key: ['id'],
    tenant,
    fields: new Map(links.map((link) => [link.name, link])),
    rows: [],
    at,
  }
}

export function linkOf(
  name: string,
  to: string,
  ...on: readonly (readonly [here: string, there: string])[]
): Link {
  return {
    is: 'link',
    name,
    to,
    many: false,
    required: false,
    at,
    on: on.map(([here, there]) => ({ here, there })),
  }
}

export const shared: TenantKey = { is: 'shared' }

export function tenantColumn(column: string): TenantKey {
  return { is: 'column', column }
}

function tableOf(name: string): Source {
  const [first = '', second] = name.split('.')
  return second === undefined ? { is: 'table', name: first } : { is: 'table', schema: first, name: second }
}
