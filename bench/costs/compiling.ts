import { readFileSync } from 'node:fs'
import {
  GraphQLError,
  Kind,
  getVariableValues,
  parse,
  print,
  validate,
  validateSchema,
  type GraphQLSchema,
} from 'graphql'
import { apiSchema, readOperation } from '../../src/documents/index.ts'
import { createEngine, type Engine } from '../../src/engine/index.ts'
import { tellFault } from '../../src/base/fault.ts'
import { loadModels } from '../../src/model/index.ts'
import type { Warehouse } from '../../src/warehouses/contract.ts'
import { dialect } from '../../src/warehouses/postgres/index.ts'
import { median } from '../report.ts'

/** Milliseconds of one document. */
export interface Compilation {
  readonly name: string
  readonly first: number
  /** Of the first time, until the document was parsed and validated. */
  readonly validated: number
  readonly again: number
  /** Characters of SQL that it comes to. */
  readonly sql: number
}

// A process of its own, told by `compile.ts`: what has been compiled before must not warm it.
const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')
const { models, faults } = loadModels(new Map([['model.graphql', read('model.graphql')]]))
if (faults.length > 0) throw new Error(faults.map((fault) => tellFault(fault, undefined)).join('\n'))
const schema = apiSchema(models, [])
validateSchema(schema)
const engine = createEngine({
  models,
  warehouses: new Map([['default', { dialect } as unknown as Warehouse]]),
  cursorKey: new Uint8Array(32),
})
const variables: Readonly<Record<string, string>> = {
  from: '2026-08-03T00:00:00Z',
  to: '2026-11-01T00:00:00Z',
  id: '1',
  text: 'A',
}
const operations = parse(read('documents.graphql')).definitions.flatMap((node) =>
  node.kind === Kind.OPERATION_DEFINITION ? [{ name: node.name!.value, text: print(node) }] : [],
)
const firsts = operations.map(({ text }) => compile(text, schema, engine))
const agains = operations.map(({ text }) =>
  median(Array.from({ length: 20 }, () => compile(text, schema, engine).ms)),
)
const compilations = operations.map(({ name }, i): Compilation => {
  const { ms, validated, sql } = firsts[i]!
  return { name, first: ms, validated, again: agains[i]!, sql }
})
process.send!(compilations, () => process.exit())

function compile(text: string, schema: GraphQLSchema, engine: Engine) {
  const started = performance.now()
  const document = parse(text)
  const errors = validate(schema, document)
  if (errors.length > 0) throw new AggregateError(errors, `${errors.map(String).join('\n')}\n${text}`)
  const validated = performance.now() - started
  const [operation] = document.definitions
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new GraphQLError('no operation')
  const asked = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
  if (!asked.coerced) throw new AggregateError(asked.errors, text)
  const roots = readOperation(engine.models, schema, document, operation, asked.coerced)
  const queries = roots.flatMap((root) => (root.is === 'query' ? [root.query] : []))
  const compiled = engine.compileAll(queries, { scope: 'tenant', roles: [] })
  const ms = performance.now() - started
  const statements = compiled.flatMap(({ statements }) => statements)
  return { ms, validated, sql: statements.reduce((sum, { text }) => sum + text.length, 0) }
}
