import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import {
  getNamedType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { apiSchema, readOperation } from '../../src/documents/index.ts'
import { createEngine, type Engine } from '../../src/engine/index.ts'
import { openPostgres } from '../../src/warehouses/postgres/index.ts'
import type { Warehouse } from '../../src/warehouses/contract.ts'
import { contextKey } from '../support/context.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { suiteLog } from '../support/log/suite.ts'
import { help } from './help.ts'

let database: FreshDatabase
let warehouse: Warehouse
let engine: Engine

beforeAll(async () => {
  database = await freshDatabase()
  const { url } = database
  const options = { name: 'default', log: suiteLog, contextKey, statementTimeoutMs: 5_000 }
  warehouse = openPostgres({ ...options, url })
  const warehouses = new Map([['default', warehouse]])
  engine = createEngine({ models: help, warehouses, cursorKey: randomBytes(32) })
})
afterAll(async () => {
  await warehouse?.close()
  await database?.drop()
})

type Field = GraphQLField<unknown, unknown>

/** What a field must be given. */
function given({ args }: Field): string {
  const needed = args.filter(({ type }) => isNonNullType(type))
  const list = needed.map(
    ({ name, type }) => `${name}: ${getNamedType(type).name === 'Boolean' ? 'true' : '"1"'}`,
  )
  return list.length > 0 ? `(${list.join(', ')})` : ''
}

/** Every way from a type to a leaf, `depth` fields long at most, each as a selection. */
function selections(type: GraphQLObjectType, depth: number): readonly string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const of = getNamedType(field.type)
    if (!isObjectType(of)) return [`${field.name}${given(field)}`]
    if (depth === 0) return []
    return selections(of, depth - 1).map((inner) => `${field.name}${given(field)} { ${inner} }`)
  })
}

/** Every way through an input to a leaf: `['customer', 'plan']`; `leaf` says where it ends. */
function ways(
  input: GraphQLInputObjectType,
  leaf: (type: string) => boolean,
  depth: number,
): readonly (readonly string[])[] {
  return Object.values(input.getFields()).flatMap(({ name, type }): readonly (readonly string[])[] => {
    const of = getNamedType(type)
    if (['and', 'or', 'not'].includes(name)) return []
    if (leaf(of.name)) return [[name]]
    if (!isInputObjectType(of) || depth === 0) return []
    return ways(of, leaf, depth - 1).map((rest) => [name, ...rest])
  })
}

const nested = (path: readonly string[], end: string) =>
  path.reduceRight((inner, name) => `{ ${name}: ${inner} }`, end)

function argumentWays(
  field: Field,
  name: string,
  leaf: (type: string) => boolean,
): readonly (readonly string[])[] {
  const type = getNamedType(field.args.find((arg) => arg.name === name)?.type)
  return isInputObjectType(type) ? ways(type, leaf, 3) : []
}

/** One request for each thing that a root field of the API can be asked for. */
function requests(schema: GraphQLSchema): readonly string[] {
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {})
  return roots
    .filter(({ name }) => name !== '_catalog')
    .flatMap((root) => {
      const type = getNamedType(root.type)
      if (!isObjectType(type)) return []
      const plain = selections(type, 2).find((one) => one.startsWith('totals')) ?? '__typename'
      const wheres = argumentWays(root, 'where', (name) => name.endsWith('Filter')).map(
        (path) => `(where: ${nested(path, '{ isNull: true }')}) { ${plain} }`,
      )
      const havings = argumentWays(root, 'having', (name) => name.endsWith('Filter')).map(
        (path) => `(having: ${nested(path, '{ isNull: true }')}) { rows { _others } }`,
      )
      const orders = argumentWays(root, 'orderBy', (name) => name === 'Direction')
        .filter(([first]) => first !== 'time')
        .map((path) => `(orderBy: [${nested(path, 'ASC')}]) { ${ordered(type, path)} }`)
      const selected = selections(type, 3)
        .filter((one) => !one.startsWith('rows { time'))
        .map((one) => `${given(root)} { ${one} }`)
      return [...selected, ...wheres, ...havings, ...orders].map((rest) => `{ ${root.name}${rest} }`)
    })
}

/** Rows of measures are ordered by what they are grouped by. */
function ordered(type: GraphQLObjectType, path: readonly string[]): string {
  if (!type.getFields()['rows']) return 'nodes { __typename }'
  const [first = '', ...rest] = path
  return `rows { ${[first, ...rest].reduceRight((inner, name) => (inner ? `${name} { ${inner} }` : name), '')} }`
}

function tryOut(schema: GraphQLSchema, roles: readonly string[], text: string): string | undefined {
  const document = parse(text)
  const [wrong] = validate(schema, document)
  if (wrong) return `${text}: ${wrong.message}`
  try {
    const operation = document.definitions[0] as OperationDefinitionNode
    const roots = readOperation(help, schema, document, operation, {})
    const queries = roots.flatMap((root) => (root.is === 'query' ? [root.query] : []))
    engine.compileAll(queries, { scope: 'tenant', roles })
    return undefined
  } catch (error) {
    const { message } = error as Error
    return OTHERWISE.test(message) ? undefined : `${text}: ${message}`
  }
}

/** The words for what isn't there. */
const MISSING = /^There is no (?:model|field) "|^".*" is no (?:dimension|measure|to-one link|to-many link)\b/

/** What is refused to everybody: it is no matter of roles. */
const OTHERWISE =
  /^"metrics" asks for no measure|is a second to-many link on the way|^".*" doesn't lead to "|has no time to group by/

test.each([[[]], [['support']], [['dpo']], [['support', 'dpo']], [['sales', 'lead']]])(
  'Everything that the API of %j offers can be asked of the engine by who holds these roles',
  (roles) => {
    const schema = apiSchema(help, roles)
    const all = requests(schema)
    expect(all.length).toBeGreaterThan(200)
    expect(all.map((text) => tryOut(schema, roles, text)).filter((told) => told !== undefined)).toEqual([])
  },
)

test('What the API of fewer roles leaves out, the engine refuses to them as well, as if it weren’t there', () => {
  const all = apiSchema(help, ['support', 'dpo'])
  const few = apiSchema(help, [])
  const hidden = requests(all).filter((text) => validate(few, parse(text)).length > 0)
  expect(hidden.length).toBeGreaterThan(200)
  const allowed = hidden.flatMap((text) => {
    const document = parse(text)
    const roots = readOperation(help, all, document, document.definitions[0] as OperationDefinitionNode, {})
    const queries = roots.flatMap((root) => (root.is === 'query' ? [root.query] : []))
    try {
      engine.compileAll(queries, { scope: 'tenant', roles: [] })
      return [text]
    } catch (error) {
      const { message } = error as Error
      return MISSING.test(message) || OTHERWISE.test(message) ? [] : [`${text}: ${message}`]
    }
  })
  expect(allowed).toEqual([])
})
