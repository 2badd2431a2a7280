import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createEngine, type Engine } from '../../../src/engine/index.ts'
import { loadModels } from '../../../src/model/index.ts'
import type { Warehouse } from '../../../src/warehouses/contract.ts'
import { openApi, type Api } from '../../serve/api.ts'
import { freshDatabase, type FreshDatabase } from '../../support/database.ts'
import { shopTenants } from '../../support/shop.ts'
import { openGuarded } from '../../support/warehouse.ts'

/** Visits lead to people in another warehouse, whose numbers every tenant counts from one. */
const schema = `
type Visit @model(source: "visits", key: "visit_id", tenant: "tenant_id") {
  id: ID! @column(name: "visit_id")
  person: Person @link(from: "person_id")
}
type Person @model(source: "people", key: "person_id", tenant: "tenant_id", warehouse: "crm") {
  id: ID! @column(name: "person_id")
  name: String!
}`

const ddl: Readonly<Record<string, string>> = {
  default: `create table visits (tenant_id text not null, visit_id int primary key, person_id int);
    insert into visits select tenant, 100 * i + n, n from unnest(array['acme', 'globex']) with ordinality as t(tenant, i), generate_series(1, 3) n`,
  crm: `create table people (tenant_id text not null, person_id int not null, name text not null, primary key (tenant_id, person_id));
    insert into people select tenant, n, tenant || ':' || n from unnest(array['acme', 'globex']) tenant, generate_series(1, 3) n`,
}

let databases: readonly FreshDatabase[] = []
let warehouses: ReadonlyMap<string, Warehouse> = new Map()
let api: Api
/** Whose scope each look-up was made in, and for which keys. */
let looked: { readonly tenant: string; readonly keys: readonly string[] }[] = []

beforeAll(async () => {
  const { models, faults } = loadModels(new Map([['schema/visits.graphql', schema]]))
  if (faults.length > 0) throw new TypeError(JSON.stringify(faults))
  const made = await Promise.all(
    Object.entries(ddl).map(async ([name, text]) => {
      const database = await freshDatabase()
      await database.query(text)
      const warehouse = await openGuarded(database, models, { name, pool: { serve: 1 } })
      return { name, database, warehouse }
    }),
  )
  databases = made.map(({ database }) => database)
  warehouses = new Map(made.map(({ name, warehouse }) => [name, warehouse]))
  const engine = createEngine({ models, warehouses, cursorKey: randomBytes(32) })
  const lookUp: Engine['lookUp'] = (scope, hop, keys, ...rest) => {
    looked.push({ tenant: scope.kind === 'tenant' ? scope.tenant : '', keys })
    return engine.lookUp(scope, hop, keys, ...rest)
  }
  api = await openApi({ engine: { ...engine, lookUp } })
})
afterAll(async () => {
  await api?.close()
  for (const warehouse of warehouses.values()) await warehouse.close()
  for (const database of databases) await database.drop()
})

test('Tenants that ask for rows under the same keys at once are each given their own, each request by a look-up of its own', async () => {
  const query = '{ visits { nodes { person { id name } } } }'
  for (let round = 0; round < 10; round++) {
    looked = []
    await Promise.all(
      [...shopTenants, ...shopTenants].map(async (tenant) => {
        const { body } = await api.post(await api.token(tenant), { query })
        const people = ['1', '2', '3'].map((id) => ({ person: { id, name: `${tenant}:${id}` } }))
        expect(body.data.visits.nodes).toEqual(people)
      }),
    )
    expect(looked.map(({ tenant }) => tenant).sort()).toEqual([...shopTenants, ...shopTenants].sort())
    for (const { keys } of looked) expect(keys).toEqual(['1', '2', '3'])
  }
})

test('What one request looked up is looked up again by the next: nothing of a tenant is kept', async () => {
  const query = '{ visits { nodes { person { name } } } }'
  const name = async () =>
    (await api.post(await api.token('acme'), { query })).body.data.visits.nodes[0].person.name as string
  expect(await name()).toBe('acme:1')
  await databases[1]?.query(`update people set name = 'acme:new' where tenant_id = 'acme' and person_id = 1`)
  expect(await name()).toBe('acme:new')
})
