import fc from 'fast-check'
import type { MaskName } from '../../../src/model/rules.ts'
import type { Claims, Customer, Item, Order, Product, Shelf } from './shelf.ts'

/** What SQL knows of a condition. */
export type Truth = boolean | null

/** A condition as an author writes it, and the same in memory. */
export interface Atom<Row> {
  readonly text: string
  readonly holds: (row: Row, claims: Claims, shelf: Shelf) => Truth
}

export interface Rule<Row> {
  readonly roles: readonly string[] | undefined
  readonly where: Atom<Row>
}

export interface Mask {
  readonly mask: MaskName
  readonly clear: readonly string[] | undefined
}

export interface Groups {
  readonly size: number
  readonly of: 'order.customer.id' | 'sku' | undefined
  readonly by: readonly string[]
  readonly clear: readonly string[] | undefined
}

/** Which rules there are: for models, for fields, for the groups of one model. */
export interface World {
  readonly customers: readonly Rule<Customer>[]
  readonly orders: readonly Rule<Order>[]
  readonly items: readonly Rule<Item>[]
  readonly products: readonly Rule<Product>[]
  readonly name: Mask
  readonly region: Mask
  readonly note: Mask
  readonly groups: Groups | undefined
}

export const roles = ['a', 'b', 'c'] as const

const eq = <T>(left: T | null | undefined, right: T | null | undefined): Truth =>
  left === null || left === undefined || right === null || right === undefined ? null : left === right
const among = (value: string | null | undefined, list: readonly string[] | undefined): Truth =>
  list === undefined || value === null || value === undefined ? null : list.includes(value)
const not = (of: Truth): Truth => (of === null ? null : !of)
const over = (value: number | null | undefined, least: number): Truth =>
  value === null || value === undefined ? null : value > least

const anyway = { text: 'true', holds: () => true }

const customerAtoms: readonly Atom<Customer>[] = [
  { text: `{plan} = 'PRO'`, holds: (row) => row.plan === 'PRO' },
  { text: `{region} is null`, holds: (row) => row.region === null },
  { text: `{region} = {claims.region}`, holds: (row, claims) => eq(row.region, claims.region) },
  { text: `{plan} = any({claims.plans})`, holds: (row, claims) => among(row.plan, claims.plans) },
  { text: `not ({region} = {claims.region})`, holds: (row, claims) => not(eq(row.region, claims.region)) },
  {
    text: `{referrer.plan} = 'PRO'`,
    holds: (row, _, shelf) => eq(shelf.customer(row.referrer)?.plan, 'PRO'),
  },
  {
    text: `{referrer.region} = {claims.region}`,
    holds: (row, claims, shelf) => eq(shelf.customer(row.referrer)?.region, claims.region),
  },
  { text: `{referrer.id} is null`, holds: (row) => row.referrer === null },
  { text: `{name} like '%:Ada'`, holds: (row) => row.name.endsWith(':Ada') },
  anyway,
]

const orderAtoms: readonly Atom<Order>[] = [
  { text: `{status} = 'PAID'`, holds: (row) => row.status === 'PAID' },
  { text: `{note} is not null`, holds: (row) => row.note !== null },
  {
    text: `{customer.plan} = any({claims.plans})`,
    holds: (row, claims, shelf) => among(shelf.customer(row.customer)?.plan, claims.plans),
  },
  {
    text: `{customer.region} = {claims.region}`,
    holds: (row, claims, shelf) => eq(shelf.customer(row.customer)?.region, claims.region),
  },
  {
    text: `{customer.referrer.plan} = 'PRO'`,
    holds: (row, _, shelf) => eq(shelf.customer(shelf.customer(row.customer)?.referrer)?.plan, 'PRO'),
  },
  { text: `{customer.id} is null`, holds: (row, _, shelf) => shelf.customer(row.customer) === undefined },
  anyway,
]

const itemAtoms: readonly Atom<Item>[] = [
  { text: `{line} = 1`, holds: (row) => row.line === 1 },
  { text: `{order.status} = 'PAID'`, holds: (row, _, shelf) => eq(shelf.order(row.order)?.status, 'PAID') },
  {
    text: `{product.category} = {claims.category}`,
    holds: (row, claims, shelf) => eq(shelf.product(row.sku)?.category, claims.category),
  },
  {
    text: `{order.customer.region} = {claims.region}`,
    holds: (row, claims, shelf) =>
      eq(shelf.customer(shelf.order(row.order)?.customer)?.region, claims.region),
  },
  {
    text: `{quantity} > {claims.least}`,
    holds: (row, claims) => (claims.least === undefined ? null : over(row.quantity, claims.least)),
  },
  anyway,
]

const productAtoms: readonly Atom<Product>[] = [
  { text: `{category} = {claims.category}`, holds: (row, claims) => eq(row.category, claims.category) },
  { text: `{category} is null`, holds: (row) => row.category === null },
  anyway,
]

const someRoles = fc.subarray([...roles], { minLength: 1 })
const forRoles = fc.option(someRoles, { nil: undefined })

function atomOf<Row>(atoms: readonly Atom<Row>[]): fc.Arbitrary<Atom<Row>> {
  const one = fc.constantFrom(...atoms)
  const both = fc.tuple(one, one, fc.constantFrom('and', 'or')).map(([left, right, word]): Atom<Row> => ({
    text: `(${left.text}) ${word} (${right.text})`,
    holds: (row, claims, shelf) => {
      const [a, b] = [left.holds(row, claims, shelf), right.holds(row, claims, shelf)]
      const decides = word === 'or'
      if (a === decides || b === decides) return decides
      return a === null || b === null ? null : !decides
    },
  }))
  return fc.oneof(one, both)
}

function rulesOf<Row>(atoms: readonly Atom<Row>[]): fc.Arbitrary<readonly Rule<Row>[]> {
  const rule = fc.record({ roles: forRoles, where: atomOf(atoms) })
  return fc.oneof(fc.constant([]), fc.array(rule, { minLength: 1, maxLength: 3 }))
}

function maskOf(...masks: readonly MaskName[]): fc.Arbitrary<Mask> {
  return fc.record({ mask: fc.constantFrom(...masks), clear: forRoles })
}

const groupsOf: fc.Arbitrary<Groups> = fc.record({
  size: fc.constantFrom(2, 3),
  of: fc.constantFrom('order.customer.id', 'sku', undefined),
  by: fc.subarray(['sku', 'order.status', 'order.customer.plan', 'product.category'], { minLength: 1 }),
  clear: forRoles,
})

export const anyWorld: fc.Arbitrary<World> = fc.record({
  customers: rulesOf(customerAtoms),
  orders: rulesOf(orderAtoms),
  items: rulesOf(itemAtoms),
  products: rulesOf(productAtoms),
  name: maskOf('PARTIAL', 'HASH', 'TOKEN', 'NONE'),
  region: maskOf('PARTIAL', 'HASH', 'TOKEN', 'NULL', 'NONE'),
  note: maskOf('PARTIAL', 'HASH', 'TOKEN', 'NULL', 'NONE'),
  groups: fc.option(groupsOf, { nil: undefined }),
})

/** Worlds whose lines nobody sees one by one, and of which there are enough to make groups. */
export const anyGroups: fc.Arbitrary<World> = fc
  .tuple(anyWorld, groupsOf, fc.boolean())
  .map(([world, groups, all]) => ({
    ...world,
    ...(all ? { items: [] } : {}),
    groups: { ...groups, clear: undefined },
  }))

export const anyRoles: fc.Arbitrary<readonly string[]> = fc.subarray([...roles, 'nobody knows'])

export const anyClaims: fc.Arbitrary<Claims> = fc.record(
  {
    region: fc.constantFrom('north', 'south', 'west'),
    plans: fc.subarray(['PRO', 'FREE', 'TEAM', "it's"]),
    category: fc.constantFrom('tools', 'kitchen'),
    least: fc.constantFrom(0, 1, 1000),
  },
  { requiredKeys: [] },
)

function list(names: readonly string[]): string {
  return `[${names.map((name) => `"${name}"`).join(', ')}]`
}

function rowsText<Row>(rules: readonly Rule<Row>[]): string {
  return rules
    .map(({ roles: of, where }) => `@rows(${of ? `roles: ${list(of)}, ` : ''}where: "${where.text}")`)
    .join(' ')
}

function piiText(kind: string, { mask, clear }: Mask): string {
  return `@pii(kind: ${kind}, mask: ${mask}${clear ? `, clear: ${list(clear)}` : ''})`
}

function groupsText(groups: Groups | undefined): string {
  if (!groups) return ''
  const { size, of, by, clear } = groups
  return `@minGroup(size: ${size}, ${of ? `of: "{${of}}", ` : ''}by: ${list(by)}${clear ? `, clear: ${list(clear)}` : ''})`
}

/** The shop's models with these rules. */
export function sdlOf(world: World): string {
  return `
type Customer @model(source: "shop.customers", key: "customer_id", tenant: "tenant_id") ${rowsText(world.customers)} {
  id: ID! @column(name: "customer_id")
  name: String! ${piiText('NAME', world.name)}
  plan: String!
  region: String ${piiText('OTHER', world.region)}
  referrer: Customer @link(from: "referrer_id")
  orders: [Order!]! @link(to: "customer_id")
  customerCount: Int! @measure(count: true)
}
type Order @model(source: "shop.orders", key: "order_id", tenant: "tenant_id") ${rowsText(world.orders)} {
  id: ID! @column(name: "order_id")
  status: String!
  note: String ${piiText('EMAIL', world.note)}
  customer: Customer @link(from: "customer_id")
  orderCount: Int! @measure(count: true)
  buyers: Int! @measure(countDistinct: "{customer.id}")
}
type OrderItem @model(source: "shop.order_items", key: ["order_id", "line"], tenant: "order.tenant_id") ${rowsText(world.items)} ${groupsText(world.groups)} {
  orderId: ID!
  line: Int!
  sku: String!
  quantity: Int!
  order: Order @link(from: "order_id")
  product: Product @link(from: "sku")
  units: BigInt @measure(sum: "{quantity}")
  lines: Int! @measure(count: true)
}
type Product @model(source: "shop.products", key: "sku", shared: true) ${rowsText(world.products)} {
  sku: ID!
  category: String
  productCount: Int! @measure(count: true)
}
`
}
