import type { Workload } from './workload.ts'

export const page: Workload = {
  name: 'page',
  says: 'the 20 newest customers, each with the last 5 orders',
  variables: () => ({}),
  sluice: `{ customers(orderBy: [{ createdAt: DESC }], first: 20) { nodes { id name plan
    orders(orderBy: [{ placedAt: DESC }], first: 5) { nodes { id placedAt status amount } } } } }`,
  roots: [{ as: 'customers', field: 'nodes', size: 20 }],
  apollo: `{ customers(first: 20) { id name plan orders(first: 5) { id placedAt status amount } } }`,
  postgraphile: `{ customers: allCustomers(orderBy: CREATED_AT_DESC, first: 20) { nodes { id: customerId name plan
    orders: ordersByCustomerId(orderBy: PLACED_AT_DESC, first: 5) { nodes { id: orderId placedAt status amount } } } } }`,
  // Cube and drizzle-cube answer with one flat table of groups: they have no list below a row.
}
