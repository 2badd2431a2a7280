import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse, type OperationDefinitionNode } from 'graphql'
import { apiSchema, readOperation, syncSchema } from '../../../src/documents/index.ts'
import { openOperatorScope } from '../../../src/tenant/scope.ts'
import type { Statement, Warehouse } from '../../../src/warehouses/contract.ts'
import { withDatabase } from '../../support/database.ts'
import { testServer } from '../../support/server.ts'
import type { Shop } from '../../support/shop.ts'
import { foreignIn } from './canary.ts'
import { openHome, type Home, type HomeOptions } from './home.ts'

/**
 * The walls, taken away one by one by the test's own means: what the serving code does is wrapped or undone from the
 * outside, and nothing in it can be switched.
 */
const now = new Date('2026-03-30T12:00:00Z')
const cursorKey = randomBytes(32)

/** Every shape that a statement takes, each asked for by itself; the answer of each depends on whose rows it reads. */
const doors: Readonly<Record<string, string>> = {
  'rows, their pages and their links':
    '{ customers(first: 100) { totalCount nodes { id name region profile orders { nodes { id note } totalCount } orderMetrics { orderCount revenue } } } }',
  'a condition along a link':
    '{ orders(first: 100, where: { customer: { name: { contains: "a" } } }) { nodes { id note customer { name referrer { name } } items { nodes { quantity } } } } }',
  'a path to the tenant, and a shared row that leads back':
    '{ orderItems(first: 100) { nodes { orderId quantity order { note customer { name } } product { items(first: 100) { nodes { orderId quantity } } itemMetrics { units } } } } }',
  'a view':
    '{ sales(first: 100) { nodes { id note order { customer { name } } } } saleMetrics { totals { saleCount } } }',
  'SQL of the author': '{ regions(first: 100) { nodes { region people last } } }',
  'groups and totals in one scan':
    '{ orderMetrics { rows { customer { name } revenue orderCount } totals { revenue buyers } } orderItemMetrics { totals { units } } }',
  'models side by side':
    '{ metrics { rows { customer { name } orderMetrics { lastNote orderCount } levelMetrics { lastWord } customerMetrics { customerCount } } totals { visitMetrics { visitCount } } } }',
  'a formula over two models':
    '{ customerMetrics { rows { name ordersEach } } orderMetrics { rows { customer { name } perCustomer } } }',
  'a percentile': '{ orderMetrics { totals { medianAmount highAmount } } }',
  'a balance':
    '{ levelMetrics { rows { place levelLast levelMean lastWord } totals { levelFirst levelMedian } } }',
  'rows spread over periods': '{ orderMetrics { rows { placedAt(by: MONTH) revenueEver revenueTrailing } } }',
  'a running value': '{ visitMetrics { rows { at(by: MONTH) page visitors(running: true) } } }',
  'a cumulative value as of now': '{ orderMetrics { totals { revenueEver ordersToDate } } }',
  'another time': '{ orderMetrics { rows { placedAt(by: MONTH) revenue(shift: "-P1M") } } }',
  windows:
    '{ orderMetrics { rows { customer { name } note orderCountShare(within: ["customer.name"]) orderCount(rank: DESC, within: ["customer.name"]) } } }',
  'periods where nothing happened':
    '{ orderMetrics(fill: true) { rows { placedAt(by: MONTH) customer { name } orderCount } } }',
  'a row for the rest':
    '{ orderMetrics(limit: 1, others: true, orderBy: [{ orderCount: DESC }]) { rows { status lastNote revenue } } }',
  'groups of many rows': '{ customerMetrics { rows { orders(each: true) { note } customerCount } } }',
  'groups of many rows of a shared one':
    '{ productMetrics { rows { items(each: true) { order { note } } productCount } } }',
  'a conversion': '{ customerMetrics { rows { name activated } totals { activated } } }',
  'a conversion among names that tenants share': '{ levelMetrics { totals { jumps } } }',
  'a measure’s own condition':
    '{ orderMetrics { rows { note orderCount(where: { items: { none: {} } }) buyers(where: { customer: { name: { contains: "a" } } }) } } }',
  'a condition on groups':
    '{ orderMetrics(having: { orderCount: { gte: 1 } }) { rows { note orderCount } } }',
  'how old the numbers are': '{ customerMetrics { meta { asOf fresh } } }',
  'how old the numbers of several models are':
    '{ metrics { totals { customerMetrics { customerCount } levelMetrics { levelRows } } meta { asOf } } }',
  'measures per parent':
    '{ customers(first: 100) { nodes { name levelMetrics { levelLast lastWord } orderMetrics { medianAmount revenueEver again } visitMetrics { bought } } } }',
}

/** Wall 2, undone: every tenant's parameter is still sent, and compared with nothing. */
function unbound(warehouse: Warehouse): Warehouse {
  const open = <S extends Statement>(statement: S): S => ({
    ...statement,
    text: statement.text.replaceAll(/"\w+"\."tenant_id" = (\$\d+)/g, '($1::text is not null)'),
  })
  return {
    ...warehouse,
    run: (scope, statements, options) => warehouse.run(scope, statements.map(open), options),
    stream: (scope, statement, options) => warehouse.stream(scope, open(statement), options),
  }
}

/** Wall 3, undone as a whole: a superuser passes by it. */
const mighty = (shop: Shop) => withDatabase(testServer().superuserUrl, shop.database.name)

/** New connections find this `set_config` before PostgreSQL's own. */
async function context(home: Home, body: string): Promise<void> {
  await home.shop.database.query(`
    create schema astray;
    create function astray.set_config(name text, value text, local boolean) returns text language sql as $$ ${body} $$;
    grant usage on schema astray to public;
    alter database ${home.shop.database.name} set search_path = astray, pg_catalog, public`)
}

const guarded = ['customers', 'orders', 'order_items', 'levels', 'visits', 'audits'] as const
const each = (ddl: (table: string) => string) => (home: Home) =>
  home.shop.database.query(guarded.map((table) => ddl(`shop.${table}`)).join(';\n'))

interface Wall {
  readonly options?: Partial<HomeOptions>
  readonly undo?: (home: Home) => Promise<unknown>
}

/** Ways to lose wall 3 that leave rows to see, and what is left when the context is lost. */
const storage: Readonly<Record<string, Wall>> = {
  'the role': { options: { url: mighty } },
  'the policies that restrict': { undo: each((table) => `drop policy sluice_tenant on ${table}`) },
  'row-level security': { undo: each((table) => `alter table ${table} disable row level security`) },
  'the context, which is another tenant’s': {
    undo: (home) => context(home, `select pg_catalog.set_config('sluice.tenant', 'globex', local)`),
  },
}

const closed: Readonly<Record<string, Wall>> = {
  'the context, which is never set': { undo: (home) => context(home, `select ''::text`) },
  'FORCE, with a role that is no owner': {
    undo: each((table) => `alter table ${table} no force row level security`),
  },
  'nothing of wall 3': {},
}

interface Told {
  readonly text: string
  readonly foreign: readonly string[]
}

async function answers(
  { options = {}, undo }: Wall,
  around?: (warehouse: Warehouse) => Warehouse,
): Promise<ReadonlyMap<string, Told>> {
  const home = await openHome({ cursorKey, now, ...options, ...(around ? { around } : {}) })
  try {
    await undo?.(home)
    const told = new Map<string, Told>()
    for (const [door, query] of Object.entries(doors)) {
      const { status, all, text } = await home.post('acme', { query })
      expect([door, status, text]).toEqual([door, 200, expect.not.stringContaining('"errors"')])
      told.set(door, { text, foreign: foreignIn('acme', all, text) })
    }
    return told
  } finally {
    await home.close()
  }
}

let right: ReadonlyMap<string, Told>
let empty: ReadonlyMap<string, Told>
beforeAll(async () => {
  right = await answers({})
  empty = await answers({ options: { tenants: ['globex'] } })
})

/** The doors whose answer is neither what the tenant's own rows give, nor what no rows give. */
async function leaks(wall: Wall, around?: (warehouse: Warehouse) => Warehouse): Promise<readonly string[]> {
  const told = await answers(wall, around)
  return Object.keys(doors).filter((door) => {
    const { text, foreign = [] } = told.get(door) ?? {}
    const own = text === right.get(door)?.text || text === empty.get(door)?.text
    return foreign.length > 0 || !own
  })
}

test('each answer depends on whose rows it reads', () => {
  const alike = Object.keys(doors).filter((door) => right.get(door)?.text === empty.get(door)?.text)
  // Names that tenants share convert for the other one alone.
  expect(alike).toEqual(['a conversion among names that tenants share'])
})

describe('With the scan bound to the tenant, nothing leaks without', () => {
  test.each(Object.entries({ ...storage, ...closed }))('%s', async (_, wall) => {
    expect(await leaks(wall)).toEqual([])
  })
})

describe('With the scan open, nothing leaks without', () => {
  test.each(Object.entries(closed))('%s', async (_, wall) => {
    expect(await leaks(wall, unbound)).toEqual([])
  })
})

describe('With the scan open, every door leaks without', () => {
  test.each(Object.entries(storage))('%s', async (_, wall) => {
    expect(await leaks(wall, unbound)).toEqual(Object.keys(doors))
  })
})

describe('In one warehouse', () => {
  let home: Home
  beforeAll(async () => {
    home = await openHome({ cursorKey, now })
  })
  afterAll(() => home?.close())

  test('two tenants at once, on one connection, get what each of them gets alone', async () => {
    const expected = new Map<string, string>()
    for (const tenant of ['acme', 'globex'])
      for (const [door, query] of Object.entries(doors))
        expected.set(`${tenant} ${door}`, (await home.post(tenant, { query })).text)
    for (let round = 0; round < 4; round++) {
      const asked = Object.entries(doors).flatMap(([door, query]) =>
        (round % 2 === 0 ? ['acme', 'globex'] : ['globex', 'acme']).map(async (tenant) => {
          const { text } = await home.post(tenant, { query })
          expect([tenant, door, text]).toEqual([tenant, door, expected.get(`${tenant} ${door}`)])
        }),
      )
      await Promise.all(asked)
    }
    const alike = Object.keys(doors).filter(
      (door) => expected.get(`acme ${door}`) === expected.get(`globex ${door}`),
    )
    expect(alike).toEqual([])
  })

  test('a field that roles don’t allow is kept back by the schema and by the engine, each for itself', async () => {
    const text = '{ orders(first: 1) { nodes { amount } } }'
    const compile = (schemaRoles: string[], engineRoles: string[]) => {
      const schema = apiSchema(home.models, schemaRoles)
      const document = parse(text)
      const [root] = readOperation(
        home.models,
        schema,
        document,
        document.definitions[0] as OperationDefinitionNode,
        {},
      )
      if (root?.is !== 'query') throw new TypeError('a query')
      return home.engine.compile(root.query, { scope: 'tenant', roles: engineRoles })
    }
    expect((await home.post('acme', { query: text })).text).toContain('Cannot query field')
    expect(() => compile(['analyst'], [])).toThrow('There is no field "Order.amount"')
    expect(compile(['analyst'], ['analyst']).statements).toHaveLength(1)
  })

  test('an operator’s links keep tenants apart where the data doesn’t; without that, the same rows cross', async () => {
    await home.shop.database.query(`
      update shop.customers set referrer_id = 1001 where customer_id = 2;
      update shop.orders set customer_id = 1 where order_id = 1002`)
    const text = '{ customers { id name referrer { name } orderMetrics { revenue } } }'
    const read = async () => {
      const document = parse(text)
      const schema = syncSchema(home.models)
      const [root] = readOperation(
        home.models,
        schema,
        document,
        document.definitions[0] as OperationDefinitionNode,
        {},
      )
      if (root?.is !== 'query') throw new TypeError('a query')
      const compiled = home.engine.compile(root.query, { scope: 'operator', roles: [] })
      const [statement] = compiled.statements
      const rows: string[] = []
      for await (const chunk of home.engine.stream(openOperatorScope('test'), compiled, {
        variables: {},
        now,
      }))
        rows.push(...chunk.map((row) => row.join(' | ')))
      return { rows, text: statement?.text ?? '' }
    }
    const mixed = (rows: readonly string[]) =>
      rows.filter((row) => row.includes('acme:') && (row.includes('globex:') || /\| \d{4,}\./.test(row)))
    const { rows, text: sql } = await read()
    expect(mixed(rows)).toEqual([])
    const open = sql
      .replaceAll(/ and "t\d+"\."tenant_id" = "t\d+"\."tenant_id"/g, '')
      .replaceAll(/ and "c\d+"\."k1" = "t\d+"\."tenant_id"/g, '')
    expect(open).not.toBe(sql)
    const crossed = await home.shop.database.query({ text: open, rowMode: 'array' } as unknown as string)
    expect(mixed((crossed.rows as unknown as unknown[][]).map((row) => row.join(' | ')))).not.toEqual([])
  })
})
