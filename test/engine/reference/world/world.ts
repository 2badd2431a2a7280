import { Arbitrary, Value as Sampled, Stream, type Random } from 'fast-check'
import { randomBytes } from 'node:crypto'
import { parse, validate, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { getVariableValues } from 'graphql/execution/values.js'
import { apiSchema, readOperation } from '../../../../src/documents/index.ts'
import { createEngine, type Compiled, type Engine } from '../../../../src/engine/index.ts'
import { loadModels } from '../../../../src/model/index.ts'
import type { Models } from '../../../../src/model/model.ts'
import { openScope } from '../../../../src/tenant/scope.ts'
import { freshDatabase } from '../../../support/database.ts'
import { Choice } from './choice.ts'
import { randomRows } from './rows.ts'
import { randomSchema } from './schema.ts'
import { printSdl, printTables } from './sdl.ts'
import type { ModelSpec, Row } from './spec.ts'
import { openGuarded } from '../../../support/warehouse.ts'

/** A schema with rows of several tenants, and what time it is. */
export interface World {
  readonly models: readonly ModelSpec[]
  readonly tenants: readonly string[]
  readonly rows: ReadonlyMap<string, readonly Row[]>
  readonly now: Date
}

/** Random worlds. They aren't shrunk: what is reduced is the question that shows a fault. */
export class Worlds extends Arbitrary<World> {
  generate(random: Random): Sampled<World> {
    const choice = new Choice(random)
    const models = randomSchema(choice)
    const tenants = ['acme', "o'globex", 'initech'].slice(0, choice.int(2, 3))
    const now = new Date(choice.one(['2026-03-30T12:00:00Z', '2026-03-29T00:30:00Z', '2026-01-01T00:15:00Z']))
    return new Sampled({ models, tenants, rows: randomRows(choice, models, tenants), now }, undefined)
  }

  canShrinkWithoutContext(_value: unknown): _value is World {
    return false
  }

  shrink(): Stream<Sampled<World>> {
    return Stream.nil()
  }
}

/** A request as apps send it. */
export interface Request {
  readonly text: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** A world in a real warehouse, behind a real engine. */
export interface Opened {
  readonly world: World
  readonly api: Models
  /** Why the API doesn't take the request; undefined where it does. */
  fault(request: Request): string | undefined
  /** The answer of each tenant to a request: compiled once, run for each of them. */
  ask(request: Request, tenants?: readonly string[]): Promise<ReadonlyMap<string, Answer>>
  close(): Promise<void>
}

/** The data by response name, or why there is none. */
export type Answer =
  | { readonly is: 'data'; readonly data: Record<string, unknown> }
  | { readonly is: 'failed'; readonly code: string; readonly message: string }

export async function openWorld(world: World): Promise<Opened> {
  const { models: api, faults } = loadModels(new Map([['schema/world.graphql', printSdl(world.models)]]))
  if (faults.length > 0) throw new TypeError(`${JSON.stringify(faults, null, 1)}\n${printSdl(world.models)}`)
  const database = await freshDatabase()
  await database.query(printTables(world.models, world.rows))
  const warehouse = await openGuarded(database, api)
  const engine = createEngine({
    models: api,
    warehouses: new Map([['default', warehouse]]),
    cursorKey: randomBytes(32),
  })
  const schema = apiSchema(api, [])
  const directory = { knows: async (tenant: string) => world.tenants.includes(tenant) }
  return {
    world,
    api,
    fault: ({ text, variables }) => {
      const document = parse(text)
      const [fault] = validate(schema, document)
      return fault?.message ?? coerce(schema, document, variables).fault
    },
    ask: async (request, tenants = world.tenants) => {
      const prepared = attempt(() => prepare(engine, api, schema, request))
      if (!prepared.ok) return new Map(tenants.map((tenant) => [tenant, prepared.failed]))
      const { roots, compiled, variables } = prepared.value
      const answers = new Map<string, Answer>()
      for (const tenant of tenants) {
        const scope = await openScope({ tenant, roles: [], claims: {} }, directory)
        const results = await engine.run(scope, compiled, { variables, now: world.now })
        const failed = results.find((result) => result.is === 'failed')
        const data = results.map(
          (result, i) => [roots[i], result.is === 'json' ? JSON.parse(result.text) : undefined] as const,
        )
        answers.set(tenant, failed ? failure(failed.error) : { is: 'data', data: Object.fromEntries(data) })
      }
      return answers
    },
    close: async () => {
      await warehouse.close()
      await database.drop()
    },
  }
}

interface Prepared {
  readonly roots: readonly string[]
  readonly compiled: readonly Compiled[]
  readonly variables: Readonly<Record<string, unknown>>
}

function prepare(engine: Engine, api: Models, schema: GraphQLSchema, { text, variables }: Request): Prepared {
  const document = parse(text)
  const { coerced, fault } = coerce(schema, document, variables)
  if (fault !== undefined) throw new TypeError(`${fault}\n${text}`)
  const roots = readOperation(api, schema, document, operationOf(document), coerced).filter(
    (root) => root.is === 'query',
  )
  return {
    roots: roots.map(({ as }) => as),
    compiled: engine.compileAll(
      roots.map(({ query }) => query),
      { scope: 'tenant', roles: [] },
    ),
    variables: coerced,
  }
}

function coerce(schema: GraphQLSchema, document: DocumentNode, variables: Request['variables']) {
  const { coerced, errors } = getVariableValues(
    schema,
    operationOf(document).variableDefinitions ?? [],
    variables,
  )
  return { coerced: coerced ?? {}, fault: errors?.[0]?.message }
}

function operationOf(document: DocumentNode): OperationDefinitionNode {
  return document.definitions[0] as OperationDefinitionNode
}

function attempt<T>(
  make: () => T,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failed: Answer } {
  try {
    return { ok: true, value: make() }
  } catch (error) {
    return { ok: false, failed: failure(error) }
  }
}

function failure(error: unknown): Answer {
  const {
    code = 'UNKNOWN',
    message,
    parts,
  } = error as { code?: string; message: string; parts?: { cause?: unknown } }
  const cause = parts?.cause instanceof Error ? ` (${parts.cause.message})` : ''
  return { is: 'failed', code, message: message + cause }
}
