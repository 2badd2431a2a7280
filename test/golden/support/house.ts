import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parse, validate, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { getVariableValues } from 'graphql/execution/values.js'
import { Pool } from 'pg'
import { SluiceError } from '../../../src/base/errors.ts'
import { InvalidProject } from '../../../src/base/fault.ts'
import { apiSchema, readOperation } from '../../../src/documents/index.ts'
import { createEngine, type Compiled } from '../../../src/engine/index.ts'
import { loadModels } from '../../../src/model/index.ts'
import { openScope, type Scope } from '../../../src/tenant/scope.ts'
import type { Statement, Warehouse } from '../../../src/warehouses/contract.ts'
import { freshDatabase, template } from '../../support/database.ts'
import type { Case } from './case.ts'
import { openGuarded } from '../../support/warehouse.ts'
import { run } from '../../support/sql.ts'

/** Keys masks, so that `checks.mask` can reckon them by hand. */
const maskKey: Uint8Array = new Uint8Array(32).fill(7)

const fixture = resolve(import.meta.dirname, '../fixture')

export const tenants = ['acme', 'globex'] as const
export type Tenant = (typeof tenants)[number]

/** What came of one request: its data or its messages, and what was sent to the warehouse for it. */
export interface Told {
  readonly data: Record<string, unknown>
  readonly errors: readonly string[]
  readonly compiled: readonly Compiled[]
  /** The statements of each round trip. */
  readonly trips: readonly (readonly Statement[])[]
}

export interface House {
  ask(tenant: Tenant, golden: Case, more?: Readonly<Record<string, unknown>>): Promise<Told>
  /** As the owner, who sees all rows. */
  readonly owner: Pool
  close(): Promise<void>
}

/** The golden warehouse behind an engine: one database, one connection pool, for all cases. */
export async function openHouse(): Promise<House> {
  const filled = await template('golden', async (url) => {
    await run(url, await readFile(join(fixture, 'data.sql'), 'utf8'))
  })
  const database = await freshDatabase(filled)
  const sources = new Map([['schema.graphql', await readFile(join(fixture, 'schema.graphql'), 'utf8')]])
  const { models, faults } = loadModels(sources)
  if (faults.length > 0) throw new InvalidProject(faults, sources)
  const warehouse = await openGuarded(database, models)
  // Of each tenant's latest request: two tenants may ask at the same time, one tenant asks one thing after another.
  const sent = new Map<string, (readonly Statement[])[]>()
  const engine = createEngine({
    models,
    warehouses: new Map([
      ['default', listening(warehouse, (scope, statements) => sent.get(tenantOf(scope))?.push(statements))],
    ]),
    cursorKey: maskKey,
  })
  const directory = { knows: async (tenant: string) => tenants.some((one) => one === tenant) }
  const owner = new Pool({ connectionString: database.superuserUrl, max: 4 })

  const schemas = new Map<string, GraphQLSchema>()
  const schemaOf = (roles: readonly string[]) => {
    const schema = schemas.get(roles.join()) ?? apiSchema(models, roles)
    schemas.set(roles.join(), schema)
    return schema
  }

  async function answer(
    tenant: Tenant,
    { request, roles, claims, variables, now }: Case,
    more = {},
  ): Promise<Told> {
    const trips: (readonly Statement[])[] = []
    sent.set(tenant, trips)
    const refused = (...errors: string[]): Told => ({ data: {}, errors, compiled: [], trips })
    const schema = schemaOf(roles)
    const document = parse(request)
    const faulty = validate(schema, document)
    if (faulty.length > 0) return refused(...faulty.map(({ message }) => message))
    const operation = document.definitions[0] as OperationDefinitionNode
    const given = getVariableValues(schema, operation.variableDefinitions ?? [], { ...variables, ...more })
    if (given.errors) return refused(...given.errors.map(({ message }) => message))
    const roots = readOperation(models, schema, document, operation, given.coerced)
    const queries = roots.flatMap((root) => (root.is === 'query' ? [root] : []))
    const compiled = engine.compileAll(
      queries.map(({ query }) => query),
      { scope: 'tenant', roles },
    )
    const scope = await openScope({ tenant, roles, claims }, directory)
    const answers = await engine.run(scope, compiled, { variables: given.coerced, now })
    const errors = answers.flatMap((one) => (one.is === 'failed' ? [told(one.error)] : []))
    const data = queries.flatMap(({ as }, i) => {
      const one = answers[i]
      return one?.is === 'json' ? [[as, JSON.parse(one.text) as unknown]] : []
    })
    return { data: Object.fromEntries(data) as Record<string, unknown>, errors, compiled, trips }
  }

  return {
    owner,
    async ask(tenant, golden, more) {
      try {
        return await answer(tenant, golden, more)
      } catch (cause) {
        if (!(cause instanceof SluiceError)) throw cause
        return { data: {}, errors: [told(cause)], compiled: [], trips: sent.get(tenant) ?? [] }
      }
    },
    async close() {
      await owner.end()
      await warehouse.close()
      await database.drop()
    },
  }
}

function told(error: SluiceError): string {
  const { cause } = error.parts
  const why = error.code === 'INTERNAL' && cause instanceof Error ? ` (${cause.message})` : ''
  return `${error.code}: ${error.message}${why}`
}

function tenantOf(scope: Scope): string {
  return scope.kind === 'tenant' ? scope.tenant : ''
}

function listening(
  warehouse: Warehouse,
  heard: (scope: Scope, statements: readonly Statement[]) => void,
): Warehouse {
  return {
    ...warehouse,
    run(scope, statements, options) {
      heard(scope, statements)
      return warehouse.run(scope, statements, options)
    },
  }
}
