import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse, type OperationDefinitionNode } from 'graphql'
import { randomBytes } from 'node:crypto'
import { apiSchema, readOperation } from '../../src/documents/index.ts'
import { createEngine, type Engine, type Hop, type Load } from '../../src/engine/index.ts'
import { loadModels } from '../../src/model/index.ts'
import { openLoader } from '../../src/serve/execution/loader.ts'
import { openOperatorScope, openScope } from '../../src/tenant/scope.ts'
import type { Warehouse } from '../../src/warehouses/contract.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { openGuarded } from '../support/warehouse.ts'

const schema = `
type Visit @model(source: "visits", key: "visit_id", tenant: "tenant_id") {
  id: ID! @column(name: "visit_id")
  page: String!
  person: Person @link(from: "person_id")
}
type Person @model(source: "people", key: "person_id", tenant: "tenant_id", warehouse: "crm") {
  id: ID! @column(name: "person_id")
  name: String!
  metAt: DateTime @time
  city: City @link(from: "city_id")
}
type City @model(source: "cities", key: "city_id", shared: true, warehouse: "crm") {
  id: ID! @column(name: "city_id")
  name: String!
}`

let databases: FreshDatabase[] = []
let warehouses: Map<string, Warehouse>
let engine: Engine
const { models, faults } = loadModels(new Map([['schema/visits.graphql', schema]]))

beforeAll(async () => {
  databases = await Promise.all([freshDatabase(), freshDatabase()])
  const [web, crm] = databases
  await web!
    .query(`create table visits (tenant_id text not null, visit_id int primary key, page text not null, person_id int);
    insert into visits values ('acme', 1, '/', 1), ('acme', 2, '/buy', 2), ('acme', 3, '/', 1), ('acme', 4, '/', null), ('acme', 5, '/', 9), ('globex', 6, '/', 9)`)
  await crm!.query(`create table cities (city_id int primary key, name text not null);
    create table people (tenant_id text not null, person_id int primary key, name text not null, city_id int references cities, met_at timestamptz);
    insert into cities values (1, 'Lyon');
    insert into people (tenant_id, person_id, name, city_id) values ('acme', 1, 'Ada', 1), ('acme', 2, '["x"] "Bo" \\ {}', null), ('globex', 9, 'Secret', 1);
    update people set met_at = '2026-07-01T22:30Z' where person_id = 1`)
  warehouses = new Map([
    ['default', await openGuarded(web!, models)],
    ['crm', await openGuarded(crm!, models, { name: 'crm' })],
  ])
  engine = createEngine({ models, warehouses, cursorKey: randomBytes(32) })
})
afterAll(async () => {
  for (const warehouse of warehouses?.values() ?? []) await warehouse.close()
  for (const database of databases) await database.drop()
})

/** As the server does it: one loader a request. */
async function ask(tenant: string, text: string, looked?: (hop: Hop, keys: readonly string[]) => void) {
  const scope = await openScope({ tenant, roles: [], claims: {} }, { knows: async () => true })
  const document = parse(text)
  const roots = readOperation(
    models,
    apiSchema(models, []),
    document,
    document.definitions[0] as OperationDefinitionNode,
    {},
  )
  const compiled = roots.flatMap((root) =>
    root.is === 'query' ? [engine.compile(root.query, { scope: 'tenant', roles: [] })] : [],
  )
  const binding = { variables: {}, now: new Date() }
  const load: Load = openLoader((hop, keys) => {
    looked?.(hop, keys)
    return engine.lookUp(scope, hop, keys, binding, { load })
  })
  const answers = await engine.run(scope, compiled, binding, { load })
  return answers.map((answer) => (answer.is === 'json' ? JSON.parse(answer.text) : answer.error.message))
}

test('the models have no fault', () => expect(faults).toEqual([]))

test('what is looked up is printed in the zone of the question', async () => {
  const [visits] = await ask(
    'acme',
    '{ visits(timezone: "Europe/Paris", first: 1) { nodes { person { metAt } } } }',
  )
  expect(visits.nodes).toEqual([{ person: { metAt: '2026-07-02T00:30:00+02:00' } }])
})

test('a link into another warehouse is looked up once for all rows, each key once', async () => {
  const looked: (readonly string[])[] = []
  const [visits] = await ask('acme', '{ visits { nodes { id person { name city { name } } } } }', (_, keys) =>
    looked.push(keys),
  )
  expect(visits.nodes).toEqual([
    { id: '1', person: { name: 'Ada', city: { name: 'Lyon' } } },
    { id: '2', person: { name: '["x"] "Bo" \\ {}', city: null } },
    { id: '3', person: { name: 'Ada', city: { name: 'Lyon' } } },
    { id: '4', person: null },
    { id: '5', person: null },
  ])
  expect(looked).toEqual([['1', '2', '9']])
})

test('root fields that lead to the same rows share the look-up', async () => {
  const looked: (readonly string[])[] = []
  const text = `{
    all: visits { nodes { person { name } } }
    home: visits(where: { page: { eq: "/" } }) { nodes { id person { name } } }
  }`
  const [, home] = await ask('acme', text, (_, keys) => looked.push(keys))
  expect(home.nodes[0]).toEqual({ id: '1', person: { name: 'Ada' } })
  expect(looked).toEqual([['1', '2', '9']])
})

test('the look-up is bound to the tenant: a key of another tenant’s row gives null', async () => {
  const [visits] = await ask('acme', '{ visits { nodes { id person { name } } } }')
  expect(JSON.stringify(visits)).not.toContain('Secret')
  const [theirs] = await ask('globex', '{ visits { nodes { person { name } } } }')
  expect(theirs.nodes).toEqual([{ person: { name: 'Secret' } }])
})

test('a look-up is made in the kind of scope that it was compiled for, and by nobody without one', async () => {
  const hops: Hop[] = []
  await ask('acme', '{ visits { nodes { person { name } } } }', (hop) => hops.push(hop))
  const [hop] = hops
  if (!hop) throw new TypeError('a look-up')
  const binding = { variables: {}, now: new Date() }
  await expect(engine.lookUp(openOperatorScope('test'), hop, ['9'], binding)).rejects.toThrow(
    'the kind of scope that it was compiled for',
  )
  const forged = { kind: 'tenant', tenant: 'globex' } as never
  await expect(engine.lookUp(forged, hop, ['9'], binding)).rejects.toThrow(/scope/)
})

test('a condition, an order or a group can’t go there: the schema doesn’t have it', () => {
  const types = apiSchema(models, [])
  expect(
    Object.keys((types.getType('VisitWhere') as never as { getFields(): object }).getFields()),
  ).not.toContain('person')
  expect(types.getType('VisitOrderBy')).toBeDefined()
})
