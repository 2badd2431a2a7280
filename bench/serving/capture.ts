import { readFileSync } from 'node:fs'
import { getVariableValues, Kind, parse } from 'graphql'
import { apiSchema, readOperation } from '../../src/documents/index.ts'
import { createEngine, type Answer, type Engine } from '../../src/engine/index.ts'
import { loadModels } from '../../src/model/load/load.ts'
import { openScope, type TenantScope } from '../../src/tenant/scope.ts'
import type { RunOptions, Statement, Warehouse } from '../../src/warehouses/contract.ts'
import { itinerary } from '../../src/warehouses/postgres/driver/itinerary.ts'
import { dialect } from '../../src/warehouses/postgres/index.ts'
import { workloads, type Root, type Shop, type Workload } from './workloads/index.ts'

/** What Sluice sends for each workload; what `shop` holds stands where the asker's is bound. */
export interface Captured {
  readonly shop: Shop
  readonly workloads: Readonly<Record<string, CapturedTrip>>
}

/** The statements of a trip as they go over the wire, and where each root's rows are among theirs. */
export interface CapturedTrip {
  readonly statements: readonly CapturedStatement[]
  readonly roots: readonly CapturedRoot[]
}

export interface CapturedStatement {
  readonly text: string
  readonly values: readonly (string | null)[]
}

export interface CapturedRoot extends Root {
  /** Which statement. */
  readonly statement: number
  /** Which of the questions that the statement answers; rows of metrics begin with it. */
  readonly part: string
}

const schemaFile = new URL('project/schema/bench.graphql', import.meta.url)

export function benchModels() {
  return loadModels(new Map([['schema/bench.graphql', readFileSync(schemaFile, 'utf8')]])).models
}

/** Stands where a signed context is bound. */
export const anyContext = '§context§'

const anyShop: Shop = { tenant: '§tenant§', customer: '4242424242424242' }

/** Asks the engine everything, with a warehouse behind it that only writes down what it is sent. */
export async function capture(): Promise<Captured> {
  const models = benchModels()
  const recorder = new Recorder()
  const engine = createEngine({
    models,
    warehouses: new Map([['default', recorder as unknown as Warehouse]]),
    // The bench's columns are declared not null, as the server finds out by itself.
    assured: new Set(
      [...models.byName.values()].flatMap(({ name, fields }) =>
        [...fields.keys()].map((field) => `${name}.${field}`),
      ),
    ),
    cursorKey: new Uint8Array(32),
  })
  const scope = await openScope(
    { tenant: anyShop.tenant, roles: [], claims: {} },
    { knows: async () => true },
  )
  const captured: Record<string, CapturedTrip> = {}
  for (const workload of workloads) {
    const answers = await ask(engine, scope, workload)
    captured[workload.name] = {
      statements: recorder.statements as readonly CapturedStatement[],
      roots: workload.roots.map((root, i) => ({ ...root, ...placeOf(answers[i]!, recorder) })),
    }
  }
  return { shop: anyShop, workloads: captured }
}

async function ask(engine: Engine, scope: TenantScope, { sluice, variables }: Workload) {
  const schema = apiSchema(engine.models, [])
  const document = parse(sluice)
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)!
  const given = { ...variables(anyShop) }
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given)
  if (!coerced) throw new AggregateError(errors ?? [], `The variables of ${sluice} don't fit`)
  const roots = readOperation(engine.models, schema, document, operation, coerced)
  const queries = roots.flatMap((root) => ('query' in root ? [root.query] : []))
  const compiled = engine.compileAll(queries, { scope: 'tenant', roles: [] })
  return engine.run(scope, compiled, { variables: coerced, now: new Date() }, { timeoutMs: 30_000 })
}

/** Answers with rows that say where they come from: part `p` of statement `s` holds the text `§s.p§`. */
class Recorder {
  readonly dialect = dialect
  statements: readonly Statement[] = []
  /** Where the first statement that was asked for has gone. */
  first = 0

  run(scope: TenantScope, asked: readonly Statement[], options?: RunOptions) {
    const trip = itinerary(scope.tenant === anyShop.tenant ? anyContext : '', asked, options?.timeoutMs)
    this.statements = trip.statements
    const rows = trip.statements.map((_, s) =>
      Array.from({ length: 20 }, (_, p) => [String(p), `"§${s}.${p}§"`]),
    )
    const [places = []] = trip.answers(trip.statements.map((_, s) => [[String(s)]]))
    this.first = Number(places[0]?.[0])
    return Promise.resolve(trip.answers(rows))
  }
}

function placeOf(answer: Answer, { first }: Recorder): Pick<CapturedRoot, 'statement' | 'part'> {
  if (answer.is === 'failed') throw answer.error
  const [, statement, part] = /§(\d+)\.(\d+)§/.exec(answer.text) ?? []
  return { statement: statement === undefined ? first : Number(statement), part: part ?? '0' }
}
