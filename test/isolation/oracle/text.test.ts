import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse, validate, type OperationDefinitionNode } from 'graphql'
import { apiSchema, readOperation } from '../../../src/documents/index.ts'
import { openHome, type Home } from './home.ts'

let home: Home
beforeAll(async () => {
  home = await openHome()
})
afterAll(() => home?.close())

const roles = ['analyst']

function texts(query: string): readonly string[] {
  const schema = apiSchema(home.models, roles)
  const document = parse(query)
  expect(validate(schema, document)).toEqual([])
  const [operation] = document.definitions as OperationDefinitionNode[]
  if (!operation) throw new TypeError('an operation')
  const queries = readOperation(home.models, schema, document, operation, {}).flatMap((root) =>
    root.is === 'query' ? [root.query] : [],
  )
  return home.engine
    .compileAll(queries, { scope: 'tenant', roles })
    .flatMap(({ statements }) => statements.map(({ text }) => text))
}

const M = `x'); drop table shop.orders; --`
const every = `note: { eq: "${M}", ne: "${M}", in: ["${M}"], notIn: ["${M}", "zz"], contains: "${M}", startsWith: "${M}", endsWith: "${M}" } id: { in: ["741852"] }
  placedAt: { gte: "1987-06-05T04:03:02Z", lt: "1987-06-06T04:03:02Z", inLast: "P741D" } amount: { between: { from: "741.852", to: "852.741" } } big: { notIn: ["741852963"] } dueOn: { lte: "1987-06-07" }
  customer: { name: { contains: "${M}" } } items: { some: { quantity: { gt: 741852 } } }`
const where = `where: { ${every} or: [{ not: { ${every} } }] }`

test.each([
  [
    'rows',
    `{ orders(${where}, first: 741, timezone: "Pacific/Kiritimati") { totalCount nodes { id items(where: { sku: { eq: "741852" } }, first: 742) { nodes { line } } } } }`,
  ],
  [
    'groups',
    `{ orderMetrics(${where}, having: { revenue: { gt: "741.852" }, orderCount: { in: [741852] }, lastNote: { eq: "${M}" } }, limit: 741, offset: 741852, others: true, timezone: "Pacific/Kiritimati", weekStart: SUNDAY, yearStart: APRIL) { rows { placedAt(by: WEEK) a: revenue(${where}, shift: "P741D") b: buyers(running: true, ${where}) c: revenue(share: TOTAL, within: ["placedAt"], ${where}) d: revenueTrailing(${where}) again } totals { revenue(${where}) } } }`,
  ],
  [
    'several models',
    `{ metrics(where: { time: { gte: "1987-06-05T04:03:02Z" }, customer: { name: { eq: "${M}" } } }, fill: true, limit: 741, offset: 741852, timezone: "Pacific/Kiritimati") { rows { time(by: DAY) orderMetrics(${where}, via: ["customer"]) { orderCount(${where}, shift: "P741D") } customerMetrics { activated(shift: "P741D") } } meta { asOf } } }`,
  ],
  [
    'measures per parent',
    `{ customers(where: { orders: { none: { ${every} } } }) { nodes { orderMetrics(${where}) { revenueEver(${where}) } } } }`,
  ],
])('No value of a request about %s stands in a statement’s text', (_, query) => {
  const all = texts(query).join('\n')
  expect(all).toContain('select')
  for (const value of ['drop table', '741', '852', '1987', 'Kiritimati', 'P741D'])
    expect(all).not.toContain(value)
})

test('Names that a statement uses for itself are names like all others in a request', async () => {
  const own = [
    'set',
    'own',
    'moved',
    'rest',
    'place',
    'start',
    'next',
    'at',
    'fresh',
    'g',
    'k0',
    'd0',
    'd1',
    'a0',
    'b0',
    'w0',
    'p0',
    'least',
    'all',
    'select',
    'periods',
    '_others',
  ]
  for (const [i, name] of own.entries()) {
    const other = own[(i + 1) % own.length]
    const query = `{ ${name}: orderMetrics(limit: 2, others: true, fill: true) { ${other}: rows { ${name}: placedAt(by: MONTH) ${other}: orderCount(rank: DESC) plain: buyers(running: true) ${name}2: ordersToDate } meta { asOf } } }`
    const plain = query.replaceAll(
      /\b(\w+): (?=orderMetrics|rows|placedAt|orderCount|ordersToDate)/g,
      (_, as: string) => `p_${as}: `,
    )
    const [named, usual] = [await home.post('acme', { query }), await home.post('acme', { query: plain })]
    expect(named.text).not.toContain('"errors"')
    expect(named.text).toBe(usual.text.replaceAll('"p_', '"'))
  }
})
