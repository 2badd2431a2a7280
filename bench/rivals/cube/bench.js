// Cube's data model. The tenant's filter is added to each query in ../cube.cjs, as its documentation advises.
cube('Orders', {
  sql_table: 'bench.orders',
  refresh_key: { every: '1 second' },
  joins: {
    Customers: { sql: `${CUBE}.customer_id = ${Customers}.customer_id`, relationship: 'many_to_one' },
  },
  measures: {
    revenue: { sql: 'amount', type: 'sum', filters: [{ sql: `${CUBE}.status = 'PAID'` }] },
    orderCount: { type: 'count' },
    averageOrder: { sql: `${revenue} / nullif(${orderCount}, 0)`, type: 'number' },
  },
  dimensions: {
    id: { sql: 'order_id', type: 'string', primary_key: true, shown: true },
    tenant: { sql: 'tenant_id', type: 'string' },
    placedAt: { sql: 'placed_at', type: 'time' },
    status: { sql: 'status', type: 'string' },
  },
})

cube('Customers', {
  sql_table: 'bench.customers',
  refresh_key: { every: '1 second' },
  dimensions: {
    id: { sql: 'customer_id', type: 'string', primary_key: true, shown: true },
    tenant: { sql: 'tenant_id', type: 'string' },
    name: { sql: 'name', type: 'string' },
    plan: { sql: 'plan', type: 'string' },
    createdAt: { sql: 'created_at', type: 'time' },
  },
})
