import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { buildClientSchema, getIntrospectionQuery, isObjectType } from 'graphql'
import { getNamedType, isLeafType, type GraphQLObjectType, type IntrospectionQuery } from 'graphql'
import { appendFile, chmod, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { sluice, start, type Running } from '../support/line.ts'
import { filledIn } from '../support/psql.ts'
import { tradeRows, tradeTables } from '../support/trade.ts'

const sync = `
"Every customer with what it bought, as a company in the CRM."
query Customers @sync(to: "crm", object: "companies", mode: MIRROR, key: "customer_id", scope: OPERATOR) {
  customers {
    customer_id: customerId
    name: companyName
    orderMetrics { last_order: lastOrderedOn @format(date: "yyyy-MM-dd", timezone: "UTC") }
    orderLineMetrics { revenue }
  }
}
`
const destination = `
destinations:
  crm:
    connector: hubspot
    sandbox: true
    properties:
      companies: { customer_id: { type: string, unique: true }, revenue: number, last_order: date }
`

const ME = 'CUST3'
let dir: string
let warehouse: FreshDatabase
let store: FreshDatabase
let api: Running
let token: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sluice-stranger-'))
  await chmod(dir, 0o755)
  warehouse = await freshDatabase()
  store = await freshDatabase()
  await warehouse.query(tradeTables + tradeRows)
})

afterAll(async () => {
  api?.child.kill('SIGINT')
  await api?.ended
  await warehouse.drop()
  await store.drop()
  await rm(dir, { recursive: true, force: true })
})

function line(...args: string[]) {
  return sluice([...args, '--project', dir], { SLUICE_DATABASE_URL: store.url })
}

async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await line(...args, '--json')
  expect([code, code === 0 ? '' : stderr]).toEqual([0, ''])
  return JSON.parse(stdout) as T
}

interface Answer {
  readonly data: Record<string, unknown>
  readonly errors?: readonly { message: string }[]
}

async function ask(query: string, bearer = token): Promise<Answer> {
  const [, url] = await api.until(/Serving (http\S+)/)
  const response = await fetch(url ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
    body: JSON.stringify({ query }),
  })
  return (await response.json()) as Answer
}

test('the drafted model fits the database, and is served once it is guarded, not before', async () => {
  const { code, stderr } = await line('init', '--from', warehouse.url, '--tenant', 'customers.customer_id')
  expect([code, code === 0 ? '' : stderr]).toEqual([0, ''])
  expect(await json('check')).toMatchObject({ models: 7, faults: [] })
  const early = await line('serve')
  expect(early.code).toBe(1)
  expect(early.stderr).toMatch(/The guard has not been applied yet .*sluice guard --apply/s)
  const unguarded = await line('guard', '--check')
  expect([unguarded.code, unguarded.stderr]).toEqual([1, expect.stringContaining('sluice guard --apply')])
  const { stdout } = await line('guard')
  const reasons = stdout.match(/^-- .*$/gm) ?? []
  expect(reasons.length).toBeGreaterThan(3)
  expect(new Set(reasons).size).toBe(reasons.length)
  expect(stdout).not.toMatch(/SCRAM|[0-9a-f]{32}/)
  const keys = (await line('guard', '--keys')).stdout
  // In the order of their reasons, too, the statements can be run as they are, with the keys put in as psql does.
  await warehouse.query(filledIn(stdout, keys).replace(/commit;\s*$/, 'rollback'))
  expect(await json('guard', '--apply')).toMatchObject({ applied: true, missing: [] })
  expect(await json('guard', '--check')).toMatchObject({ guarded: true })
  api = start(['serve', '--development', '--project', dir], {
    SLUICE_DATABASE_URL: store.url,
    SLUICE_PORT: '0',
  })
  await api.until(/Serving/)
  token = (await line('token', '--tenant', ME)).stdout.trim()
}, 120_000)

test('a customer sees its orders, with their lines and products', async () => {
  const { data, errors } = await ask(`{ orders(first: 100, orderBy: [{ orderId: ASC }]) { totalCount nodes {
    orderId customerId customer { companyName }
    orderLines(first: 20, orderBy: [{ productId: ASC }]) { nodes { quantity unitPrice product { productName supplier { companyName } } } } } } }`)
  expect(errors).toBeUndefined()
  const { rows } = await warehouse.query(
    `select o.order_id::text as id, json_agg(json_build_array(l.quantity, l.unit_price::text, p.product_name, s.company_name) order by product_id) as lines
     from orders o join order_lines l using (order_id) join products p using (product_id) join suppliers s using (supplier_id)
     where customer_id = $1 group by o.order_id order by o.order_id`,
    [ME],
  )
  type Line = {
    quantity: number
    unitPrice: string
    product: { productName: string; supplier: { companyName: string } }
  }
  const { nodes } = data['orders'] as { nodes: { orderId: string; orderLines: { nodes: Line[] } }[] }
  expect(
    nodes.map(({ orderId, orderLines }) => ({
      id: orderId,
      lines: orderLines.nodes.map((one) => [
        one.quantity,
        one.unitPrice,
        one.product.productName,
        one.product.supplier.companyName,
      ]),
    })),
  ).toEqual(rows)
})

test('revenue by year and category is what SQL written by hand says, to the last digit', async () => {
  const { data, errors } = await ask(`{ orderLineMetrics {
    rows { order { orderedOn(by: YEAR) } product { category { categoryName } } revenue } totals { revenue } } }`)
  expect(errors).toBeUndefined()
  const { rows } = await warehouse.query(
    `select extract(year from ordered_on)::text as year, category_name as category,
       sum(quantity * l.unit_price * (1 - discount::text::numeric)) as revenue
     from orders join order_lines l using (order_id) join products using (product_id) join categories using (category_id)
     where customer_id = $1 group by 1, 2 order by 1, 2`,
    [ME],
  )
  type Row = {
    order: { orderedOn: string }
    product: { category: { categoryName: string } }
    revenue: string
  }
  const { rows: told, totals } = data['orderLineMetrics'] as { rows: Row[]; totals: { revenue: string } }
  const flat = told
    .map(({ order, product, revenue }) => [
      order.orderedOn.slice(0, 4),
      product.category.categoryName,
      Number(revenue),
    ])
    .sort()
  expect(flat).toEqual(rows.map(({ year, category, revenue }) => [year, category, Number(revenue)]))
  expect(Number(totals.revenue)).toBeCloseTo(
    flat.reduce((sum, row) => sum + Number(row[2]), 0),
    6,
  )
})

const SHARED = ['Supplier 4', 'Product 15', 'Spice']

test.each([
  ['anybody', [], 6, SHARED],
  // Rows about people are for nobody until somebody decides so: the draft gives them a role that no token has unasked.
  ['whoever was given the role "internal"', ['--role', 'internal'], 7, [...SHARED, 'Fuller', 'Davolio']],
] as const)(
  'as %s, no row of another customer comes through any field, and what is shared is there',
  async (_, roles, roots, shared) => {
    const bearer = (await line('token', '--tenant', ME, ...roles)).stdout.trim()
    const { data } = await ask(getIntrospectionQuery(), bearer)
    const query = buildClientSchema(data as unknown as IntrospectionQuery).getQueryType()!
    const pages = connectionsOf(query).map((name) => `{ ${pageOf(query, name, 3)} }`)
    expect(pages).toHaveLength(roots)
    const answers = await Promise.all(pages.map((page) => ask(page, bearer)))
    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([])
    const seen = JSON.stringify(answers)
    expect([...new Set(seen.match(/CUST\d+/gi)?.map((found) => found.toUpperCase()))]).toEqual([ME])
    const orders = [...seen.matchAll(/"orderId":"?(\d+)/g)].map(([, id]) => Math.floor(Number(id) / 1_000))
    expect([...new Set(orders)]).toEqual([3])
    for (const name of shared) expect(seen).toContain(name)
    expect([JSON.stringify(data).includes('employees'), seen.includes('Fuller')]).toEqual([
      roots === 7,
      roots === 7,
    ])
  },
)

test('totals are of one customer’s rows', async () => {
  const totals = await ask(
    '{ orderMetrics { totals { orderCount } } customerMetrics { totals { customerCount } } }',
  )
  expect(totals.data).toEqual({
    orderMetrics: { totals: { orderCount: 15 } },
    customerMetrics: { totals: { customerCount: 1 } },
  })
})

interface Plan {
  readonly counts: Record<string, number>
}

test('a sync sends all customers once, then the three that changed and no other', async () => {
  await appendFile(join(dir, 'sluice.yaml'), destination)
  await writeFile(join(dir, 'syncs', 'customers.graphql'), sync)
  expect(await json('check')).toMatchObject({ syncs: 1, faults: [] })
  expect((await json<Plan>('plan', 'Customers')).counts).toMatchObject({ read: 8, create: 8 })
  expect((await json<Plan>('sync', 'Customers')).counts).toMatchObject({ read: 8, delivered: 8 })
  const before = await written()
  await warehouse.query(`
    update customers set company_name = 'Renamed' where customer_id = 'CUST1';
    update order_lines set quantity = quantity + 1 where order_id = 2001;
    insert into orders values (4999, 'CUST4', 1, '2026-11-01', 'CUST4 dock')`)
  expect((await json<Plan>('plan', 'Customers')).counts).toEqual({
    read: 8,
    create: 0,
    update: 3,
    remove: 0,
    unchanged: 5,
    withheld: 0,
    rejected: 0,
  })
  expect(await written()).toEqual(before)
  expect((await json<Plan>('sync', 'customers')).counts).toEqual({
    read: 8,
    unchanged: 5,
    delivered: 3,
    rejected: 0,
    withheld: 0,
    waiting: 0,
  })
  const sent = (await written()).slice(before.length)
  expect(sent.map(({ key }) => key).sort()).toEqual(['CUST1', 'CUST2', 'CUST4'])
  expect(sent.find(({ key }) => key === 'CUST4')?.fields).toMatchObject({ last_order: '2026-11-01' })
})

/** What the far side has accepted until now, oldest first. */
async function written(): Promise<{ key: string; fields: Record<string, unknown> }[]> {
  const sandbox = join(dir, '.sluice', 'sandbox')
  const files = (await readdir(sandbox, { recursive: true })).filter((name) => name.endsWith('.jsonl'))
  const texts = await Promise.all(files.map((name) => readFile(join(sandbox, name), 'utf8')))
  const lines = texts.join('').split('\n').filter(Boolean)
  return lines
    .map((text) => JSON.parse(text) as { operation: string; key: string; fields: Record<string, unknown> })
    .filter(({ operation }) => operation !== 'property')
}

/** The fields of a type that are pages of rows. */
function connectionsOf(type: GraphQLObjectType): string[] {
  return Object.values(type.getFields())
    .filter((field) => nodeOf(field.type) !== undefined)
    .map(({ name }) => name)
}

function nodeOf(type: Parameters<typeof getNamedType>[0]): GraphQLObjectType | undefined {
  const named = getNamedType(type)
  const nodes = isObjectType(named) ? named.getFields()['nodes'] : undefined
  const node = nodes && getNamedType(nodes.type)
  return isObjectType(node) ? node : undefined
}

/** A page with every leaf that needs no argument, every link to one and every page below, `depth` steps deep. */
function pageOf(type: GraphQLObjectType, name: string, depth: number): string {
  const node = nodeOf(type.getFields()[name]!.type)!
  return `${name}(first: ${depth === 3 ? 20 : 5}) { nodes { ${rowOf(node, depth - 1)} } }`
}

function rowOf(node: GraphQLObjectType, depth: number): string {
  const parts = Object.values(node.getFields()).flatMap(({ name, type }) => {
    const named = getNamedType(type)
    if (isLeafType(named)) return [name]
    if (depth === 0 || !isObjectType(named)) return []
    if (nodeOf(type)) return [pageOf(node, name, depth)]
    return name.endsWith('Metrics') ? [] : [`${name} { ${rowOf(named, depth - 1)} }`]
  })
  return parts.join(' ')
}
