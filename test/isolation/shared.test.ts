import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { parse, validate, type OperationDefinitionNode } from 'graphql'
import { readOperation, syncSchema } from '../../src/documents/index.ts'
import { createEngine, type Engine } from '../../src/engine/index.ts'
import { loadModels } from '../../src/model/index.ts'
import { openOperatorScope, type Scope } from '../../src/tenant/scope.ts'
import { openShop, shopSchema, type Shop } from '../support/shop.ts'

/** A product is everybody's; the items that lead to it, and those that it leads back to, are somebody's. */
const schema = shopSchema.replace(
  '  category: String\n',
  '  category: String\n  items: [OrderItem!]! @link(to: "sku")\n  productCount: Int! @measure(count: true)\n',
)

let shop: Shop
let engine: Engine
beforeAll(async () => {
  shop = await openShop()
  const { models, faults } = loadModels(new Map([['schema/shop.graphql', schema]]))
  if (faults.length > 0) throw new TypeError(JSON.stringify(faults))
  engine = createEngine({
    models,
    warehouses: new Map([['default', shop.warehouse]]),
    cursorKey: randomBytes(32),
  })
})
afterAll(() => shop?.close())

async function read(scope: Scope, text: string): Promise<string[]> {
  const sync = syncSchema(engine.models)
  const document = parse(text)
  expect(validate(sync, document)).toEqual([])
  const [root] = readOperation(
    engine.models,
    sync,
    document,
    document.definitions[0] as OperationDefinitionNode,
    {},
  )
  if (root?.is !== 'query') throw new Error('a list')
  const compiled = engine.compile(root.query, { scope: scope.kind, roles: [] })
  const rows: string[] = []
  for await (const chunk of engine.stream(scope, compiled, { variables: {}, now: new Date() }))
    rows.push(...chunk.map((row) => row.join(' ')))
  return rows.sort()
}

async function bothScopes(text: string) {
  const operator = await read(openOperatorScope('test'), text)
  const tenants = [await read(await shop.scope('acme'), text), await read(await shop.scope('globex'), text)]
  return { operator, tenants: tenants.flat().sort() }
}

test('an operator’s link that goes over a shared row and back stays with the record’s own tenant', async () => {
  const { operator, tenants } = await bothScopes(
    '{ orderItems { orderId line product { title itemMetrics { units } } } }',
  )
  expect(operator).toEqual(tenants)
  expect(operator).toContain('1 1 Anvil 8')
  expect(operator).toContain('1001 1 Anvil 8000')
})

test.each([
  ['some', '{ some: { quantity: { gte: 1000 } } }'],
  ['none', '{ none: { quantity: { gte: 1000 } } }'],
  ['every', '{ every: { quantity: { lt: 1000 } } }'],
])(
  'an operator’s condition "%s" over a shared row asks of the same tenant’s rows alone',
  async (_, items) => {
    const { operator, tenants } = await bothScopes(
      `{ orderItems(where: { product: { items: ${items} } }) { orderId line } }`,
    )
    expect(operator).toEqual(tenants)
    expect(operator.length).toBeGreaterThan(0)
    expect(operator.length).toBeLessThan(10)
  },
)

test('asked of a shared model itself, an operator’s measure is over all tenants, as it says', async () => {
  expect(await read(openOperatorScope('test'), '{ products { sku itemMetrics { units } } }')).toEqual([
    'A1 8008',
    'B2 1001',
    'C3 1001',
  ])
})
