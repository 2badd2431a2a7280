import { cubePlaced, drizzlePlaced, placed, year, type Workload } from './workload.ts'

export const matrix: Workload = {
  name: 'matrix',
  says: 'revenue and orders by plan, status and month, over a year',
  variables: year,
  sluice: `query Matrix($from: DateTime!, $to: DateTime!) {
    cells: orderMetrics(${placed}, orderBy: [{ placedAt: ASC }, { status: ASC }, { customer: { plan: ASC } }]) {
      rows { customer { plan } placedAt(by: MONTH) status revenue orderCount } } }`,
  roots: [{ as: 'cells', field: 'rows' }],
  apollo: `query Matrix($from: String!, $to: String!) {
    cells: orderCells(from: $from, to: $to) { plan month status revenue orderCount } }`,
  postgraphile: `query Matrix($from: Datetime!, $to: Datetime!) {
    cells: orderCells(since: $from, until: $to) { nodes { plan month status revenue orderCount } } }`,
  cube: `query Matrix($from: String!, $to: String!) {
    cells: cube(renewQuery: true, orderBy: { orders: { placedAt: asc, status: asc }, customers: { plan: asc } }) {
      customers { plan } orders(where: { ${cubePlaced} }) { placedAt { month } status revenue orderCount } } }`,
  drizzle: (variables) => [
    {
      columns: ['Customers.plan', 'Orders.placedAt', 'Orders.status', 'Orders.revenue', 'Orders.orderCount'],
      query: {
        measures: ['Orders.revenue', 'Orders.orderCount'],
        dimensions: ['Customers.plan', 'Orders.status'],
        timeDimensions: [{ dimension: 'Orders.placedAt', granularity: 'month', fillMissingDates: false }],
        filters: drizzlePlaced(variables),
        order: { 'Orders.placedAt': 'asc', 'Orders.status': 'asc', 'Customers.plan': 'asc' },
      },
    },
  ],
}
