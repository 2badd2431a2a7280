/** The same question in each contestant's own words, and how its answer is read. */
export interface Workload {
  readonly name: string
  readonly says: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly sluice: string
  readonly apollo: string
  readonly postgraphile: string
  /** What the limit puts together: the root's name, the one field below it, and how many rows of a page are shown. */
  readonly roots: readonly Root[]
}

export interface Root {
  readonly as: string
  readonly field: 'totals' | 'rows' | 'nodes'
  readonly size?: number
}

const month = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' }
const quarter = { from: '2026-08-03T00:00:00Z', to: '2026-11-01T00:00:00Z' }
const range = 'where: { placedAt: { gte: $from, lt: $to } }'

export const workloads: readonly Workload[] = [
  {
    name: 'kpi',
    says: 'revenue, orders and average order of a month',
    variables: month,
    sluice: `query Kpi($from: DateTime!, $to: DateTime!) {
      kpi: orderMetrics(${range}) { totals { revenue orderCount averageOrder } } }`,
    apollo: `query Kpi($from: String!, $to: String!) { kpi: orderTotals(from: $from, to: $to) { revenue orderCount averageOrder } }`,
    postgraphile: `query Kpi($from: Datetime!, $to: Datetime!) { kpi: orderTotals(since: $from, until: $to) { revenue orderCount averageOrder } }`,
    roots: [{ as: 'kpi', field: 'totals' }],
  },
  {
    name: 'series',
    says: 'revenue and orders of each of 90 days',
    variables: quarter,
    sluice: `query Series($from: DateTime!, $to: DateTime!) {
      days: orderMetrics(${range}, orderBy: [{ placedAt: ASC }]) { rows { placedAt(by: DAY) revenue orderCount } } }`,
    apollo: `query Series($from: String!, $to: String!) { days: orderDays(from: $from, to: $to) { day revenue orderCount } }`,
    postgraphile: `query Series($from: Datetime!, $to: Datetime!) { days: orderDays(since: $from, until: $to) { nodes { day revenue orderCount } } }`,
    roots: [{ as: 'days', field: 'rows' }],
  },
  {
    name: 'page',
    says: 'the 20 newest customers, each with the last 5 orders',
    variables: {},
    sluice: `{ customers(orderBy: [{ createdAt: DESC }], first: 20) { nodes { id name plan
      orders(orderBy: [{ placedAt: DESC }], first: 5) { nodes { id placedAt status amount } } } } }`,
    apollo: `{ customers(first: 20) { id name plan orders(first: 5) { id placedAt status amount } } }`,
    postgraphile: `{ customers: allCustomers(orderBy: CREATED_AT_DESC, first: 20) { nodes { id: customerId name plan
      orders: ordersByCustomerId(orderBy: PLACED_AT_DESC, first: 5) { nodes { id: orderId placedAt status amount } } } } }`,
    roots: [{ as: 'customers', field: 'nodes', size: 20 }],
  },
  {
    name: 'dashboard',
    says: 'six widgets in one request, over 90 days',
    variables: quarter,
    sluice: `query Dashboard($from: DateTime!, $to: DateTime!) {
      revenue: orderMetrics(${range}) { totals { revenue } }
      orders: orderMetrics(${range}) { totals { orderCount } }
      days: orderMetrics(${range}, orderBy: [{ placedAt: ASC }]) { rows { placedAt(by: DAY) revenue orderCount } }
      plans: orderMetrics(${range}, orderBy: [{ customer: { plan: ASC } }]) { rows { customer { plan } revenue orderCount } }
      statuses: orderMetrics(${range}, orderBy: [{ status: ASC }]) { rows { status revenue orderCount } }
      top: orderMetrics(${range}, orderBy: [{ revenue: DESC }], limit: 10) { rows { customer { id name } revenue } } }`,
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
    roots: [
      { as: 'revenue', field: 'totals' },
      { as: 'orders', field: 'totals' },
      { as: 'days', field: 'rows' },
      { as: 'plans', field: 'rows' },
      { as: 'statuses', field: 'rows' },
      { as: 'top', field: 'rows' },
    ],
  },
]
