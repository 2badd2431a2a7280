import { series } from './series.ts'
import { top } from './top.ts'
import { cubePlaced, drizzlePlaced, placed, quarter, type Workload } from './workload.ts'

export const dashboard: Workload = {
  name: 'dashboard',
  says: 'six widgets in one request, over 90 days',
  variables: quarter,
  sluice: `query Dashboard($from: DateTime!, $to: DateTime!) {
    revenue: orderMetrics(${placed}) { totals { revenue } }
    orders: orderMetrics(${placed}) { totals { orderCount } }
    days: orderMetrics(${placed}, orderBy: [{ placedAt: ASC }]) { rows { placedAt(by: DAY) revenue orderCount } }
    plans: orderMetrics(${placed}, orderBy: [{ customer: { plan: ASC } }]) { rows { customer { plan } revenue orderCount } }
    statuses: orderMetrics(${placed}, orderBy: [{ status: ASC }]) { rows { status revenue orderCount } }
    top: orderMetrics(${placed}, orderBy: [{ revenue: DESC }], limit: 10) { rows { customer { id name } revenue } } }`,
  roots: [
    { as: 'revenue', field: 'totals' },
    { as: 'orders', field: 'totals' },
    { as: 'days', field: 'rows' },
    { as: 'plans', field: 'rows' },
    { as: 'statuses', field: 'rows' },
    { as: 'top', field: 'rows' },
  ],
  apollo: `query Dashboard($from: String!, $to: String!) {
    revenue: orderTotals(from: $from, to: $to) { revenue }
    orders: orderTotals(from: $from, to: $to) { orderCount }
    days: orderDays(from: $from, to: $to) { day revenue orderCount }
    plans: orderPlans(from: $from, to: $to) { label revenue orderCount }
    statuses: orderStatuses(from: $from, to: $to) { label revenue orderCount }
    top: topBuyers(from: $from, to: $to) { id name revenue } }`,
  postgraphile: `query Dashboard($from: Datetime!, $to: Datetime!) {
    revenue: orderTotals(since: $from, until: $to) { revenue }
    orders: orderTotals(since: $from, until: $to) { orderCount }
    days: orderDays(since: $from, until: $to) { nodes { day revenue orderCount } }
    plans: orderPlans(since: $from, until: $to) { nodes { label revenue orderCount } }
    statuses: orderStatuses(since: $from, until: $to) { nodes { label revenue orderCount } }
    top: topBuyers(since: $from, until: $to) { nodes { id: customerId name revenue } } }`,
  cube: `query Dashboard($from: String!, $to: String!) {
    revenue: cube(renewQuery: true) { orders(where: { ${cubePlaced} }) { revenue } }
    orders: cube(renewQuery: true) { orders(where: { ${cubePlaced} }) { orderCount } }
    days: cube(renewQuery: true, orderBy: { orders: { placedAt: asc } }) {
      orders(where: { ${cubePlaced} }) { placedAt { day } revenue orderCount } }
    plans: cube(renewQuery: true, orderBy: { customers: { plan: asc } }) {
      customers { plan } orders(where: { ${cubePlaced} }) { revenue orderCount } }
    statuses: cube(renewQuery: true, orderBy: { orders: { status: asc } }) {
      orders(where: { ${cubePlaced} }) { status revenue orderCount } }
    top: cube(renewQuery: true, limit: 10, orderBy: { orders: { revenue: desc } }) {
      customers { id name } orders(where: { ${cubePlaced}, revenue: { set: true } }) { revenue } } }`,
  drizzle: (variables) => {
    const measures = ['Orders.revenue', 'Orders.orderCount']
    const total = (measure: string) => ({
      columns: [measure],
      query: { measures: [measure], filters: drizzlePlaced(variables) },
    })
    const by = (dimension: string) => ({
      columns: [dimension, ...measures],
      query: {
        measures,
        dimensions: [dimension],
        filters: drizzlePlaced(variables),
        order: { [dimension]: 'asc' },
      },
    })
    const [days = [], tops = []] = [series, top].map((widget) => widget.drizzle?.(variables))
    return [...measures.map(total), ...days, by('Customers.plan'), by('Orders.status'), ...tops]
  },
}
