import { cubePlaced, drizzlePlaced, placed, quarter, type Workload } from './workload.ts'

export const series: Workload = {
  name: 'series',
  says: 'revenue and orders of each of 90 days',
  variables: quarter,
  sluice: `query Series($from: DateTime!, $to: DateTime!) {
    days: orderMetrics(${placed}, orderBy: [{ placedAt: ASC }]) { rows { placedAt(by: DAY) revenue orderCount } } }`,
  roots: [{ as: 'days', field: 'rows' }],
  apollo: `query Series($from: String!, $to: String!) { days: orderDays(from: $from, to: $to) { day revenue orderCount } }`,
  postgraphile: `query Series($from: Datetime!, $to: Datetime!) {
    days: orderDays(since: $from, until: $to) { nodes { day revenue orderCount } } }`,
  cube: `query Series($from: String!, $to: String!) {
    days: cube(renewQuery: true, orderBy: { orders: { placedAt: asc } }) {
      orders(where: { ${cubePlaced} }) { placedAt { day } revenue orderCount } } }`,
  drizzle: (variables) => [
    {
      columns: ['Orders.placedAt', 'Orders.revenue', 'Orders.orderCount'],
      query: {
        measures: ['Orders.revenue', 'Orders.orderCount'],
        timeDimensions: [{ dimension: 'Orders.placedAt', granularity: 'day', fillMissingDates: false }],
        filters: drizzlePlaced(variables),
        order: { 'Orders.placedAt': 'asc' },
      },
    },
  ],
}
