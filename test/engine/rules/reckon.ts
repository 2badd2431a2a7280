import type { MaskName, PiiKind } from '../../../src/model/rules.ts'
import { maskedBy } from '../../support/mask.ts'
import { Shelf, type Claims, type Customer, type Item, type Order } from './shelf.ts'
import type { Mask, Rule, World } from './world.ts'

export interface Caller {
  readonly world: World
  readonly roles: readonly string[]
  readonly claims: Claims
  readonly tenant: string
}

/** Whether this caller is told the lines one by one, and not in groups. */
export function isTold({ groups }: World, roles: readonly string[]): boolean {
  return groups === undefined || clears(groups.clear, roles)
}

/** What everybody is asked, and of the lines what this caller may ask. */
export function questions(world: World, roles: readonly string[]): Readonly<Record<string, string>> {
  const by = (world.groups?.by ?? []).map((path) => {
    const [first = '', ...rest] = path.split('.').toReversed()
    return rest.reduce((inner, link) => `${link} { ${inner} }`, first)
  })
  return {
    customers:
      '{ customers(first: 100) { totalCount nodes { id name region plan referrer { id name } orders(first: 50) { totalCount nodes { id note } } orderMetrics { orderCount } } } }',
    orders: '{ orders(first: 100) { nodes { id note status customer { id name region } } } }',
    conditions: `{
      some: customers(first: 100, where: { orders: { some: { status: { eq: "PAID" } } } }) { nodes { id } }
      none: customers(first: 100, where: { orders: { none: { status: { eq: "PAID" } } } }) { nodes { id } }
      pros: orders(first: 100, where: { customer: { plan: { eq: "PRO" } } }) { nodes { id } }
      others: orders(first: 100, where: { not: { customer: { plan: { eq: "PRO" } } } }) { nodes { id } }
    }`,
    metrics:
      '{ orderMetrics { rows { status customer { region } orderCount buyers } totals { orderCount buyers } } productMetrics { totals { productCount } } }',
    ...(isTold(world, roles)
      ? {
          items:
            '{ orderItems(first: 100) { totalCount nodes { orderId line order { id } product { sku } } } }',
        }
      : { groups: `{ orderItemMetrics { rows { ${by.join(' ')} units lines } totals { units lines } } }` }),
  }
}

function clears(clear: readonly string[] | undefined, roles: readonly string[]): boolean {
  return clear !== undefined && clear.some((role) => roles.includes(role))
}

function keep<Row>(
  rules: readonly Rule<Row>[],
  caller: Caller,
  all: Shelf,
  rows: readonly Row[],
): readonly Row[] {
  if (rules.length === 0) return rows
  const own = rules.filter(({ roles }) => roles === undefined || clears(roles, caller.roles))
  return rows.filter((row) => own.some(({ where }) => where.holds(row, caller.claims, all) === true))
}

/** The rows that a caller sees; rules are asked of all of them. */
function seenBy(caller: Caller, all: Shelf): Shelf {
  const { world } = caller
  return new Shelf({
    customers: keep(world.customers, caller, all, all.customers),
    orders: keep(world.orders, caller, all, all.orders),
    items: keep(world.items, caller, all, all.items),
    products: keep(world.products, caller, all, all.products),
  })
}

export function answerOf(question: string, caller: Caller, all: Shelf): unknown {
  const seen = seenBy(caller, all)
  const answer = answers[question]
  if (!answer) throw new TypeError(`nobody reckons "${question}"`)
  return answer(caller, seen)
}

function shown(
  { roles, tenant }: Caller,
  { mask, clear }: Mask,
  kind: PiiKind,
  field: string,
  value: string | null,
) {
  const name: MaskName = clears(clear, roles) ? 'NONE' : mask
  return maskedBy(name, kind, field, tenant, value)
}

const nameOf = (caller: Caller, row: Customer) =>
  shown(caller, caller.world.name, 'NAME', 'Customer.name', row.name)
const regionOf = (caller: Caller, row: Customer | undefined) =>
  shown(caller, caller.world.region, 'OTHER', 'Customer.region', row?.region ?? null)
const noteOf = (caller: Caller, row: Order) =>
  shown(caller, caller.world.note, 'EMAIL', 'Order.note', row.note)
const idOf = ({ id }: { readonly id: number }) => ({ id: String(id) })

const answers: Readonly<Record<string, (caller: Caller, seen: Shelf) => unknown>> = {
  customers: (caller, seen) => ({
    customers: {
      totalCount: seen.customers.length,
      nodes: seen.customers.map((one) => {
        const referrer = seen.customer(one.referrer)
        const orders = seen.orders.filter(({ customer }) => customer === one.id)
        return {
          ...idOf(one),
          name: nameOf(caller, one),
          region: regionOf(caller, one),
          plan: one.plan,
          referrer: referrer ? { ...idOf(referrer), name: nameOf(caller, referrer) } : null,
          orders: {
            totalCount: orders.length,
            nodes: orders.map((order) => ({ ...idOf(order), note: noteOf(caller, order) })),
          },
          orderMetrics: { orderCount: orders.length },
        }
      }),
    },
  }),

  orders: (caller, seen) => ({
    orders: {
      nodes: seen.orders.map((one) => {
        const customer = seen.customer(one.customer)
        return {
          ...idOf(one),
          note: noteOf(caller, one),
          status: one.status,
          customer: customer
            ? { ...idOf(customer), name: nameOf(caller, customer), region: regionOf(caller, customer) }
            : null,
        }
      }),
    },
  }),

  conditions: (_, seen) => {
    const paid = (id: number) =>
      seen.orders.some(({ customer, status }) => customer === id && status === 'PAID')
    const pro = ({ customer }: Order) => seen.customer(customer)?.plan === 'PRO'
    return {
      some: { nodes: seen.customers.filter(({ id }) => paid(id)).map(idOf) },
      none: { nodes: seen.customers.filter(({ id }) => !paid(id)).map(idOf) },
      pros: { nodes: seen.orders.filter(pro).map(idOf) },
      others: { nodes: seen.orders.filter((one) => !pro(one)).map(idOf) },
    }
  },

  metrics: (caller, seen) => {
    const measured = (orders: readonly Order[]) => ({
      orderCount: orders.length,
      buyers: new Set(orders.flatMap(({ customer }) => seen.customer(customer)?.id ?? [])).size,
    })
    const groups = Map.groupBy(seen.orders, ({ status, customer }) =>
      JSON.stringify({ status, customer: { region: regionOf(caller, seen.customer(customer)) } }),
    )
    const rows = [...groups].map(([group, orders]) => ({
      ...(JSON.parse(group) as Group),
      ...measured(orders),
    }))
    return {
      orderMetrics: {
        rows: rows.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)),
        totals: measured(seen.orders),
      },
      productMetrics: { totals: { productCount: seen.products.length } },
    }
  },

  items: (_, seen) => ({
    orderItems: {
      totalCount: seen.items.length,
      nodes: seen.items.map((one) => {
        const [order, product] = [seen.order(one.order), seen.product(one.sku)]
        return {
          orderId: String(one.order),
          line: one.line,
          order: order ? idOf(order) : null,
          product: product ? { sku: product.sku } : null,
        }
      }),
    },
  }),

  groups: ({ world: { groups } }, seen) => {
    if (!groups) throw new TypeError('lines are told in groups')
    const value = (item: Item, path: string) => readers[path]?.(item, seen) ?? null
    const cells = Map.groupBy(seen.items, (item) =>
      JSON.stringify(groups.by.map((path) => value(item, path))),
    )
    const kept = [...cells].filter(([, items]) => {
      const { of } = groups
      const members = of ? new Set(items.flatMap((item) => value(item, of) ?? [])).size : items.length
      return members >= groups.size
    })
    const measured = (items: readonly Item[]) => ({
      units: items.length > 0 ? String(items.reduce((sum, { quantity }) => sum + quantity, 0)) : null,
      lines: items.length,
    })
    const rows = kept
      .map(([cell, items]) => ({ values: JSON.parse(cell) as (string | null)[], items }))
      .toSorted((a, b) => compare(a.values, b.values))
      .map(({ values, items }) => ({ ...nested(groups.by, values), ...measured(items) }))
    return { orderItemMetrics: { rows, totals: measured(kept.flatMap(([, items]) => items)) } }
  },
}

interface Group {
  readonly status: string
  readonly customer: { readonly region: string | null }
}

const statuses = ['PENDING', 'PAID', 'REFUNDED']

/** Groups come in their own order, nulls last; a status is an enum of the warehouse's. */
function placeOf({ status, customer: { region } }: Group): string {
  return `${statuses.indexOf(status)} ${region === null ? '~~~' : region.toLowerCase()}`
}

const readers: Readonly<Record<string, (item: Item, seen: Shelf) => string | number | null | undefined>> = {
  sku: ({ sku }) => sku,
  'order.status': ({ order }, seen) => seen.order(order)?.status,
  'order.customer.plan': ({ order }, seen) => seen.customer(seen.order(order)?.customer)?.plan,
  'order.customer.id': ({ order }, seen) => seen.customer(seen.order(order)?.customer)?.id,
  'product.category': ({ sku }, seen) => seen.product(sku)?.category,
}

function compare(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  for (const [i, left] of a.entries()) {
    const right = b[i] ?? null
    if (left === right) continue
    if (left === null || right === null) return left === null ? 1 : -1
    const [x, y] = [statuses.indexOf(left), statuses.indexOf(right)]
    if (x >= 0 && y >= 0) return x - y
    return left < right ? -1 : 1
  }
  return 0
}

/** `order.customer.plan` as the answer has it: an object for each link on the way. */
function nested(paths: readonly string[], values: readonly (string | null)[]): object {
  const root: Record<string, unknown> = {}
  for (const [i, path] of paths.entries()) {
    const names = path.split('.')
    let at = root
    for (const name of names.slice(0, -1)) at = (at[name] ??= {}) as Record<string, unknown>
    at[names.at(-1) ?? ''] = values[i] ?? null
  }
  return root
}
