import { cubePlaced, drizzlePlaced, placed, quarter, type Workload } from './workload.ts'

export const top: Workload = {
  name: 'top',
  says: 'the ten customers with the most revenue in 90 days',
  variables: quarter,
  sluice: `query Top($from: DateTime!, $to: DateTime!) {
    top: orderMetrics(${placed}, orderBy: [{ revenue: DESC }], limit: 10) { rows { customer { id name } revenue } } }`,
  roots: [{ as: 'top', field: 'rows' }],
  apollo: `query Top($from: String!, $to: String!) { top: topBuyers(from: $from, to: $to) { id name revenue } }`,
  postgraphile: `query Top($from: Datetime!, $to: Datetime!) {
    top: topBuyers(since: $from, until: $to) { nodes { id: customerId name revenue } } }`,
  // PostgreSQL puts nulls first where these two order by a measure downwards: a filter keeps them out.
  cube: `query Top($from: String!, $to: String!) {
    top: cube(renewQuery: true, limit: 10, orderBy: { orders: { revenue: desc } }) {
      customers { id name } orders(where: { ${cubePlaced}, revenue: { set: true } }) { revenue } } }`,
  drizzle: (variables) => [
    {
      columns: ['Customers.id', 'Customers.name', 'Orders.revenue'],
      query: {
        measures: ['Orders.revenue'],
        dimensions: ['Customers.id', 'Customers.name'],
        filters: [...drizzlePlaced(variables), { member: 'Orders.revenue', operator: 'gt', values: [0] }],
        order: { 'Orders.revenue': 'desc' },
        limit: 10,
      },
    },
  ],
}
