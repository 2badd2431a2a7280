import { readFileSync } from 'node:fs'
import { getVariableValues, Kind, parse } from 'graphql'
import { apiSchema, readOperation } from '../src/documents/index.ts'
import { createEngine } from '../src/engine/index.ts'
import { loadModels } from '../src/model/load/load.ts'
import { openScope } from '../src/tenant/scope.ts'
import type { Statement, Warehouse } from '../src/warehouses/contract.ts'
import { dialect } from '../src/warehouses/postgres/index.ts'
import { workloads, type Root, type Workload } from './workloads.ts'

/** The statements that Sluice sends for each workload; `tenant` stands where the asker's is bound. */
export interface Captured {
  readonly tenant: string
  readonly workloads: Readonly<Record<string, readonly CapturedRoot[]>>
}

export interface CapturedRoot extends Root {
  readonly name: string
  readonly text: string
  readonly values: readonly (string | null)[]
}

export const schemaFile = new URL('project/schema/bench.graphql', import.meta.url)

export function benchModels() {
  return loadModels(new Map([['schema/bench.graphql', readFileSync(schemaFile, 'utf8')]])).models
}

const anyTenant = '§tenant§'

/** Asks the engine everything, with a warehouse behind it that only writes down what it is sent. */
export async function capture(): Promise<Captured> {
  const models = benchModels()
  const sent: Statement[] = []
  const recorder = {
    dialect,
    run: async (_: unknown, statements: readonly Statement[]) => {
      sent.push(...statements)
      return statements.map(() => [])
    },
  } as unknown as Warehouse
  const engine = createEngine({
    models,
    warehouses: new Map([['default', recorder]]),
    cursorKey: new Uint8Array(32),
  })
  const scope = await openScope({ tenant: anyTenant, roles: [], claims: {} }, { knows: async () => true })
  const schema = apiSchema(models, [])
  const queriesOf = ({ sluice, variables }: Workload) => {
    const document = parse(sluice)
    const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)!
    const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
    if (!coerced) throw new AggregateError(errors ?? [], `The variables of ${sluice} don't fit`)
    const roots = readOperation(models, schema, document, operation, coerced)
    return { coerced, queries: roots.flatMap((root) => ('query' in root ? [root.query] : [])) }
  }
  const captured: Record<string, readonly CapturedRoot[]> = {}
  for (const workload of workloads) {
    const { coerced, queries } = queriesOf(workload)
    sent.length = 0
    const compiled = queries.map((query) => engine.compile(query, { scope: 'tenant', roles: [] }))
    await engine.run(scope, compiled, { variables: coerced, now: new Date() })
    captured[workload.name] = sent.map(({ name, text, values }, i) => ({
      ...workload.roots[i]!,
      name: name!,
      text,
      values: values as (string | null)[],
    }))
  }
  return { tenant: anyTenant, workloads: captured }
}
