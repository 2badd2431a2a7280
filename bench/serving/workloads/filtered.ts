import { cubePlaced, drizzlePlaced, quarter, type Workload } from './workload.ts'

const since = '2026-01-01T00:00:00Z'

export const filtered: Workload = {
  name: 'filtered',
  says: 'revenue and orders by status, of 90 days, of customers on one plan who came this year',
  variables: () => ({ ...quarter(), plan: 'PRO', since }),
  sluice: `query Filtered($from: DateTime!, $to: DateTime!, $plan: String!, $since: DateTime!) {
    statuses: orderMetrics(
      where: { placedAt: { gte: $from, lt: $to }, customer: { plan: { eq: $plan }, createdAt: { gte: $since } } }
      orderBy: [{ status: ASC }]
    ) { rows { status revenue orderCount } } }`,
  roots: [{ as: 'statuses', field: 'rows' }],
  apollo: `query Filtered($from: String!, $to: String!, $plan: String!, $since: String!) {
    statuses: orderStatusesOf(from: $from, to: $to, plan: $plan, since: $since) { label revenue orderCount } }`,
  postgraphile: `query Filtered($from: Datetime!, $to: Datetime!, $plan: String!, $since: Datetime!) {
    statuses: orderStatusesOf(since: $from, until: $to, ofPlan: $plan, cameSince: $since) {
      nodes { label revenue orderCount } } }`,
  cube: `query Filtered($from: String!, $to: String!, $plan: String!, $since: String!) {
    statuses: cube(
      renewQuery: true
      where: { orders: { ${cubePlaced} }, customers: { plan: { equals: $plan }, createdAt: { afterOrOnDate: $since } } }
      orderBy: { orders: { status: asc } }
    ) { orders { status revenue orderCount } } }`,
  drizzle: (variables) => [
    {
      columns: ['Orders.status', 'Orders.revenue', 'Orders.orderCount'],
      query: {
        measures: ['Orders.revenue', 'Orders.orderCount'],
        dimensions: ['Orders.status'],
        filters: [
          ...drizzlePlaced(variables),
          { member: 'Customers.plan', operator: 'equals', values: [variables['plan']] },
          { member: 'Customers.createdAt', operator: 'gte', values: [variables['since']] },
        ],
        order: { 'Orders.status': 'asc' },
      },
    },
  ],
}
