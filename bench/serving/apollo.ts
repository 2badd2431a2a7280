import { ApolloServer } from '@apollo/server'
import fastifyApollo, {
  fastifyApolloDrainPlugin,
  type ApolloFastifyContextFunction,
} from '@as-integrations/fastify'
import DataLoader from 'dataloader'
import { fastify } from 'fastify'
import { jwtVerify } from 'jose'
import knexModule, { type Knex } from 'knex'
import { signed } from './context.ts'

/**
 * What a careful team writes by hand: resolvers with knex, a transaction a request that carries the tenant for
 * row-level security, the tenant in every WHERE besides, and a loader for the list below a list.
 */
const knex = knexModule({
  client: 'pg',
  connection: process.env['BENCH_URL']!,
  pool: { min: 0, max: Number(process.env['BENCH_POOL']) },
})
const secret = new TextEncoder().encode(process.env['BENCH_SECRET'])

interface Context {
  readonly tenant: string
  /** The request's transaction, begun when the first resolver asks. */
  readonly db: () => Promise<Knex.Transaction>
  readonly finish: (failed: boolean) => Promise<void>
  readonly lastOrders: (first: number) => DataLoader<string, unknown[]>
  readonly totals: DataLoader<string, unknown>
}

const typeDefs = `#graphql
  type Totals { revenue: String orderCount: Int! averageOrder: String }
  type Day { day: String! revenue: String orderCount: Int! }
  type Group { label: String! revenue: String orderCount: Int! }
  type Buyer { id: ID! name: String! revenue: String }
  type Order { id: ID! placedAt: String! status: String! amount: String! }
  type Cell { plan: String! month: String! status: String! revenue: String orderCount: Int! }
  type Customer { id: ID! name: String! plan: String! orders(first: Int!): [Order!]! orderTotals: Totals! }
  type Query {
    orderTotals(from: String!, to: String!): Totals!
    orderDays(from: String!, to: String!): [Day!]!
    orderPlans(from: String!, to: String!): [Group!]!
    orderStatuses(from: String!, to: String!): [Group!]!
    topBuyers(from: String!, to: String!): [Buyer!]!
    orderCells(from: String!, to: String!): [Cell!]!
    orderStatusesOf(from: String!, to: String!, plan: String!, since: String!): [Group!]!
    customers(first: Int!): [Customer!]!
    customer(id: ID!): Customer
  }`

interface Range {
  readonly from: string
  readonly to: string
}

const paid = (db: Knex.Transaction) => db.raw(`sum(o.amount) filter (where o.status = 'PAID') as revenue`)

async function orders({ tenant, db }: Context, { from, to }: Range) {
  const trx = await db()
  const query = trx('bench.orders as o')
    .where('o.tenant_id', tenant)
    .where('o.placed_at', '>=', from)
    .where('o.placed_at', '<', to)
  return { trx, query, revenue: paid(trx), count: trx.raw('count(*)::int as "orderCount"') }
}

const sameCustomer = (on: Knex.JoinClause) =>
  on.on('c.customer_id', 'o.customer_id').andOn('c.tenant_id', 'o.tenant_id')

const resolvers = {
  Query: {
    orderTotals: async (_: unknown, range: Range, context: Context) => {
      const { trx, query, revenue, count } = await orders(context, range)
      const average = trx.raw(
        `sum(o.amount) filter (where o.status = 'PAID') / nullif(count(*), 0) as "averageOrder"`,
      )
      return query.select(revenue, count, average).first()
    },
    orderDays: async (_: unknown, range: Range, context: Context) => {
      const { trx, query, revenue, count } = await orders(context, range)
      const day = trx.raw(`date_trunc('day', o.placed_at, 'UTC')`)
      const rows = await query
        .select({ day }, revenue, count)
        .groupBy(day as never)
        .orderBy(day as never)
      return rows.map((row: { day: Date }) => ({ ...row, day: row.day.toISOString() }))
    },
    orderPlans: async (_: unknown, range: Range, context: Context) => {
      const { query, revenue, count } = await orders(context, range)
      return query
        .join('bench.customers as c', sameCustomer)
        .select({ label: 'c.plan' }, revenue, count)
        .groupBy('c.plan')
        .orderBy('c.plan')
    },
    orderStatuses: async (_: unknown, range: Range, context: Context) => {
      const { query, revenue, count } = await orders(context, range)
      return query.select({ label: 'o.status' }, revenue, count).groupBy('o.status').orderBy('o.status')
    },
    topBuyers: async (_: unknown, range: Range, context: Context) => {
      const { query, revenue } = await orders(context, range)
      return query
        .join('bench.customers as c', sameCustomer)
        .select({ id: 'c.customer_id', name: 'c.name' }, revenue)
        .groupBy('c.customer_id', 'c.name')
        .orderBy([{ column: 'revenue', order: 'desc', nulls: 'last' }, 'c.customer_id'])
        .limit(10)
    },
    orderCells: async (_: unknown, range: Range, context: Context) => {
      const { trx, query, revenue, count } = await orders(context, range)
      const month = trx.raw(`date_trunc('month', o.placed_at, 'UTC')`)
      const rows = await query
        .join('bench.customers as c', sameCustomer)
        .select({ plan: 'c.plan', month, status: 'o.status' }, revenue, count)
        .groupBy('c.plan', month as never, 'o.status')
        .orderBy([{ column: month as never }, 'o.status', 'c.plan'])
      return rows.map((row: { month: Date }) => ({ ...row, month: row.month.toISOString() }))
    },
    orderStatusesOf: async (
      _: unknown,
      { plan, since, ...range }: Range & { plan: string; since: string },
      context: Context,
    ) => {
      const { query, revenue, count } = await orders(context, range)
      return query
        .join('bench.customers as c', sameCustomer)
        .where('c.plan', plan)
        .where('c.created_at', '>=', since)
        .select({ label: 'o.status' }, revenue, count)
        .groupBy('o.status')
        .orderBy('o.status')
    },
    customer: async (_: unknown, { id }: { id: string }, { tenant, db }: Context) =>
      (await db())('bench.customers')
        .where({ tenant_id: tenant, customer_id: id })
        .first({ id: 'customer_id' }, 'name', 'plan'),
    customers: async (_: unknown, { first }: { first: number }, { tenant, db }: Context) =>
      (await db())('bench.customers')
        .where('tenant_id', tenant)
        .orderBy([{ column: 'created_at', order: 'desc' }, 'customer_id'])
        .limit(first)
        .select({ id: 'customer_id' }, 'name', 'plan'),
  },
  Customer: {
    orders: ({ id }: { id: string }, { first }: { first: number }, context: Context) =>
      context.lastOrders(first).load(id),
    orderTotals: ({ id }: { id: string }, _: unknown, context: Context) => context.totals.load(id),
  },
}

/** The last orders of many customers in one statement. */
async function lastOrdersOf(
  { tenant, db }: Pick<Context, 'tenant' | 'db'>,
  customers: readonly string[],
  first: number,
) {
  const trx = await db()
  const { rows } = await trx.raw(
    `select o.* from unnest(?::bigint[]) as wanted(id) cross join lateral (
       select customer_id, order_id as id, placed_at as "placedAt", status, amount from bench.orders
       where tenant_id = ? and customer_id = wanted.id order by placed_at desc, order_id limit ?
     ) o`,
    [[...customers], tenant, first],
  )
  const found = Map.groupBy(rows as { customer_id: string; placedAt: Date }[], (row) => row.customer_id)
  return customers.map((id) =>
    (found.get(id) ?? []).map((row) => ({ ...row, placedAt: row.placedAt.toISOString() })),
  )
}

/** The totals of many customers in one statement. */
async function totalsOf({ tenant, db }: Pick<Context, 'tenant' | 'db'>, customers: readonly string[]) {
  const trx = await db()
  const rows = await trx('bench.orders as o')
    .where('o.tenant_id', tenant)
    .whereIn('o.customer_id', [...customers])
    .select('o.customer_id', paid(trx), trx.raw('count(*)::int as "orderCount"'))
    .groupBy('o.customer_id')
  const found = new Map(rows.map((row: { customer_id: string }) => [row.customer_id, row]))
  return customers.map((id) => found.get(id) ?? { revenue: null, orderCount: 0 })
}

const contextOf: ApolloFastifyContextFunction<Context> = async (request) => {
  const token = request.headers.authorization!.slice('Bearer '.length)
  const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'] })
  const tenant = payload['tenant'] as string
  let begun: Promise<Knex.Transaction> | undefined
  const db = () => (begun ??= begin(tenant))
  const finish = async (failed: boolean) => {
    const trx = await begun
    if (trx) await (failed ? trx.rollback() : trx.commit())
  }
  const loaders = new Map<number, DataLoader<string, unknown[]>>()
  const lastOrders = (first: number) => {
    const loader = loaders.get(first) ?? new DataLoader((ids) => lastOrdersOf({ tenant, db }, ids, first))
    loaders.set(first, loader)
    return loader
  }
  const totals = new DataLoader<string, unknown>((ids) => totalsOf({ tenant, db }, ids))
  return { tenant, db, finish, lastOrders, totals }
}

async function begin(tenant: string): Promise<Knex.Transaction> {
  const trx = await knex.transaction(undefined, { readOnly: true })
  await trx.raw(`select set_config('sluice.context', ?, true)`, [signed(tenant)])
  return trx
}

const app = fastify()
const apollo = new ApolloServer<Context>({
  typeDefs,
  resolvers,
  introspection: false,
  plugins: [
    fastifyApolloDrainPlugin(app),
    {
      requestDidStart: async () => ({
        willSendResponse: ({ contextValue, errors }) => contextValue.finish((errors?.length ?? 0) > 0),
      }),
    },
  ],
})
await apollo.start()
await app.register(fastifyApollo(apollo), { context: contextOf })
await app.listen({ port: 0, host: '127.0.0.1' })
process.send!((app.server.address() as { port: number }).port)
