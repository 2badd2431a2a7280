import { randomBytes } from 'node:crypto'
import { parse, validate, type OperationDefinitionNode } from 'graphql'
import { getVariableValues } from 'graphql/execution/values.js'
import { SluiceError } from '../../../src/base/errors.ts'
import { InvalidProject } from '../../../src/base/fault.ts'
import { checkModels } from '../../../src/catalog/check.ts'
import { apiSchema, readOperation } from '../../../src/documents/index.ts'
import { createEngine } from '../../../src/engine/index.ts'
import { loadModels } from '../../../src/model/index.ts'
import { openScope } from '../../../src/tenant/scope.ts'
import { freshDatabase } from '../../support/database.ts'
import type { Example, Page } from './page.ts'
import { shortened } from './short.ts'
import { openGuarded } from '../../support/warehouse.ts'

/** What really comes of an example. */
export interface Outcome {
  /** The statements' texts, in order, with the names of `shortened` in them. */
  readonly statements: readonly string[]
  readonly data?: Readonly<Record<string, unknown>>
  /** Why it was refused. */
  readonly refused?: string
}

export interface House {
  ask(tenant: string, example: Example): Promise<Outcome>
  close(): Promise<void>
}

export interface HouseOptions {
  readonly tenants: readonly string[]
  /** When everything on the page is asked. */
  readonly now: Date
}

/**
 * The warehouse that a page describes, guarded, behind an engine over the models that it shows.
 * @throws InvalidProject where `sluice check` would find a fault
 */
export async function openHouse(page: Page, { tenants, now }: HouseOptions): Promise<House> {
  const sources = new Map([['schema/page.graphql', page.schema]])
  const { models, faults } = loadModels(sources)
  if (faults.length > 0) throw new InvalidProject(faults, sources)
  const database = await freshDatabase()
  await database.query(page.tables)
  const warehouse = await openGuarded(database, models)
  const warehouses = new Map([['default', warehouse]])
  const checked = await checkModels(models, warehouses)
  if (checked.faults.length > 0) throw new InvalidProject(checked.faults, sources)
  const { assured } = checked
  const engine = createEngine({ models, warehouses, assured, cursorKey: randomBytes(32) })
  const legible = { ...warehouse, dialect: shortened(warehouse.dialect) }
  const writer = createEngine({
    models,
    warehouses: new Map([['default', legible]]),
    assured,
    cursorKey: randomBytes(32),
  })
  const directory = { knows: async (tenant: string) => tenants.includes(tenant) }

  async function answer(tenant: string, { request, roles, claims, variables }: Example): Promise<Outcome> {
    const schema = apiSchema(models, roles)
    const document = parse(request)
    const [faulty] = validate(schema, document)
    if (faulty) return { statements: [], refused: faulty.message }
    const operation = document.definitions[0] as OperationDefinitionNode
    const given = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
    if (given.errors) return { statements: [], refused: given.errors[0]?.message ?? '' }
    const roots = readOperation(models, schema, document, operation, given.coerced)
    const asked = roots.flatMap((root) => (root.is === 'query' ? [root] : []))
    const queries = asked.map(({ query }) => query)
    const compiled = engine.compileAll(queries, { scope: 'tenant', roles })
    const scope = await openScope({ tenant, roles, claims }, directory)
    const answers = await engine.run(scope, compiled, { variables: given.coerced, now })
    const data = asked.map(({ as }, i) => {
      const one = answers[i]
      if (one?.is !== 'json') throw one?.error ?? new Error(`no answer to ${as}`)
      return [as, JSON.parse(one.text) as unknown] as const
    })
    const written = writer.compileAll(queries, { scope: 'tenant', roles })
    const texts = written.flatMap(({ statements }) => statements.map(({ text }) => text))
    return { statements: [...new Set(texts)], data: Object.fromEntries(data) }
  }

  return {
    async ask(tenant, example) {
      try {
        return await answer(tenant, example)
      } catch (error) {
        if (!(error instanceof SluiceError) || error.code === 'INTERNAL') throw error
        return { statements: [], refused: error.message }
      }
    },
    async close() {
      await warehouse.close()
      await database.drop()
    },
  }
}
