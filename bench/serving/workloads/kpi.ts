import { cubePlaced, drizzlePlaced, month, placed, type Workload } from './workload.ts'

export const kpi: Workload = {
  name: 'kpi',
  says: 'revenue, orders and average order of a month',
  variables: month,
  sluice: `query Kpi($from: DateTime!, $to: DateTime!) {
    kpi: orderMetrics(${placed}) { totals { revenue orderCount averageOrder } } }`,
  roots: [{ as: 'kpi', field: 'totals' }],
  apollo: `query Kpi($from: String!, $to: String!) {
    kpi: orderTotals(from: $from, to: $to) { revenue orderCount averageOrder } }`,
  postgraphile: `query Kpi($from: Datetime!, $to: Datetime!) {
    kpi: orderTotals(since: $from, until: $to) { revenue orderCount averageOrder } }`,
  cube: `query Kpi($from: String!, $to: String!) {
    kpi: cube(renewQuery: true) { orders(where: { ${cubePlaced} }) { revenue orderCount averageOrder } } }`,
  drizzle: (variables) => [
    {
      columns: ['Orders.revenue', 'Orders.orderCount', 'Orders.averageOrder'],
      query: {
        measures: ['Orders.revenue', 'Orders.orderCount', 'Orders.averageOrder'],
        filters: drizzlePlaced(variables),
      },
    },
  ],
}
