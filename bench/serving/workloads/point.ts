import type { Workload } from './workload.ts'

export const point: Workload = {
  name: 'point',
  says: 'one customer by id, with revenue and orders',
  variables: ({ customer }) => ({ id: customer }),
  sluice: `query Point($id: ID!) { customer(id: $id) { id name plan orderMetrics { revenue orderCount } } }`,
  roots: [{ as: 'customer', field: 'one' }],
  apollo: `query Point($id: ID!) { customer(id: $id) { id name plan orderTotals { revenue orderCount } } }`,
  postgraphile: `query Point($id: BigInt!) {
    customer: customerByCustomerId(customerId: $id) { id: customerId name plan orderTotals: totals { revenue orderCount } } }`,
  cube: `query Point($id: String!) {
    customer: cube(renewQuery: true) {
      customers(where: { id: { equals: $id } }) { id name plan } orders { revenue orderCount } } }`,
  drizzle: ({ id }) => [
    {
      columns: ['Customers.id', 'Customers.name', 'Customers.plan', 'Orders.revenue', 'Orders.orderCount'],
      query: {
        measures: ['Orders.revenue', 'Orders.orderCount'],
        dimensions: ['Customers.id', 'Customers.name', 'Customers.plan'],
        filters: [{ member: 'Customers.id', operator: 'equals', values: [id] }],
      },
    },
  ],
}
