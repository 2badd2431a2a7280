// Plain JavaScript, since the type check of the project doesn't have the rivals' packages.
import { cubePlugin } from 'drizzle-cube/adapters/fastify'
import { defineCube } from 'drizzle-cube/server'
import { eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { bigint, numeric, pgSchema, text, timestamp } from 'drizzle-orm/pg-core'
import { fastify } from 'fastify'
import { jwtVerify } from 'jose'
import pg from 'pg'
import { signed } from '../serving/context.ts'

const bench = pgSchema('bench')
const moment = (name) => timestamp(name, { withTimezone: true })
const customers = bench.table('customers', {
  id: bigint('customer_id', { mode: 'bigint' }).primaryKey(),
  tenant: text('tenant_id'),
  name: text('name'),
  plan: text('plan'),
  createdAt: moment('created_at'),
})
const orders = bench.table('orders', {
  id: bigint('order_id', { mode: 'bigint' }).primaryKey(),
  tenant: text('tenant_id'),
  customer: bigint('customer_id', { mode: 'bigint' }),
  placedAt: moment('placed_at'),
  status: text('status'),
  amount: numeric('amount'),
})

const customersCube = defineCube('Customers', {
  name: 'Customers',
  sql: ({ securityContext }) => ({ from: customers, where: eq(customers.tenant, securityContext.tenant) }),
  dimensions: {
    id: { name: 'id', type: 'string', sql: sql`${customers.id}::text`, primaryKey: true },
    name: { name: 'name', type: 'string', sql: customers.name },
    plan: { name: 'plan', type: 'string', sql: customers.plan },
    createdAt: { name: 'createdAt', type: 'time', sql: customers.createdAt },
  },
  measures: {},
})

const ordersCube = defineCube('Orders', {
  name: 'Orders',
  sql: ({ securityContext }) => ({ from: orders, where: eq(orders.tenant, securityContext.tenant) }),
  joins: {
    Customers: {
      targetCube: () => customersCube,
      relationship: 'belongsTo',
      on: [{ source: orders.customer, target: customers.id }],
    },
  },
  dimensions: {
    id: { name: 'id', type: 'string', sql: orders.id, primaryKey: true },
    status: { name: 'status', type: 'string', sql: orders.status },
    placedAt: { name: 'placedAt', type: 'time', sql: orders.placedAt },
  },
  measures: {
    revenue: { name: 'revenue', type: 'sum', sql: orders.amount, filters: [() => eq(orders.status, 'PAID')] },
    orderCount: { name: 'orderCount', type: 'count', sql: orders.id },
    averageOrder: {
      name: 'averageOrder',
      type: 'calculated',
      calculatedSql: '{revenue} / nullif({orderCount}, 0)',
    },
  },
})

/** As its documentation has it: the tenant in each cube's `where`, and `rlsSetup` for row-level security besides. */
const secret = new TextEncoder().encode(process.env.BENCH_SECRET)
const pool = new pg.Pool({ connectionString: process.env.BENCH_URL, max: Number(process.env.BENCH_POOL) })
const app = fastify()
await app.register(cubePlugin, {
  cubes: [ordersCube, customersCube],
  drizzle: drizzle(pool, { schema: { customers, orders } }),
  schema: { customers, orders },
  engineType: 'postgres',
  mcp: { enabled: false },
  extractSecurityContext: async (request) => {
    const token = request.headers.authorization.slice('Bearer '.length)
    const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'] })
    return { tenant: payload.tenant }
  },
  rlsSetup: (tx, { tenant }) => tx.execute(sql`select set_config('sluice.context', ${signed(tenant)}, true)`),
})
await app.listen({ port: 0, host: '127.0.0.1' })
process.send(app.server.address().port)
