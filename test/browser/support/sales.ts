import type { Definition } from '../../../web/embed/definition.ts'

export const sales: Definition = {
  name: 'sales',
  title: 'Sales',
  variables: [{ name: 'range', type: 'Duration!', default: 'P90D' }],
  widgets: [
    {
      name: 'Revenue',
      title: 'Revenue',
      chart: { type: 'KPI', x: 'placedAt', y: ['revenue'], format: ['USD'] },
    },
    { name: 'Orders', title: 'Orders', chart: { type: 'KPI', y: ['orderCount'] } },
    { name: 'Average', title: 'Average order', chart: { type: 'KPI', y: ['averageOrder'], format: ['USD'] } },
    { name: 'Refunds', title: 'Refund rate', chart: { type: 'KPI', y: ['rate'], format: ['percent'] } },
    {
      name: 'Daily',
      title: 'Revenue by day',
      chart: { type: 'LINE', x: 'placedAt', y: ['revenue'], format: ['USD'] },
    },
    {
      name: 'Plans',
      title: 'Revenue by plan',
      chart: { type: 'BAR', x: 'customer.plan', y: ['revenue'], format: ['USD'] },
    },
    {
      name: 'Regions',
      title: 'Orders by region',
      chart: { type: 'LINE', x: 'placedAt', y: ['orderCount'], series: 'region' },
    },
    { name: 'Monthly', title: 'Orders by month', chart: { type: 'BAR', x: 'placedAt', y: ['orderCount'] } },
    {
      name: 'Top',
      title: 'Largest orders',
      chart: { type: 'TABLE', x: 'id', y: ['amount'], format: ['USD'] },
    },
  ],
}

const DAYS: Readonly<Record<string, number>> = { P7D: 7, P30D: 30, P90D: 90, P365D: 365 }
const START = Date.UTC(2026, 10, 22)

/** An answer as the server gives it: decimals and instants are strings, root fields `<widget>__<alias>`. */
export function answer(
  { range = 'P90D' }: { range?: string },
  label = 'Enterprise',
): { data: Record<string, unknown> } {
  const days = DAYS[range] ?? 90
  const daily = Array.from({ length: days }, (_, i) => ({
    placedAt: day(days - i),
    revenue: i % 41 === 17 ? null : wave(i, days),
    orderCount: String(40 + ((i * 7) % 23)),
  }))
  return {
    data: {
      Revenue__orderMetrics: { totals: { revenue: '12345678901234567.89' }, rows: daily },
      Orders__orderMetrics: { totals: { orderCount: 48213 + days } },
      Average__orderMetrics: { rows: [{ averageOrder: '84.505' }] },
      Refunds__orderMetrics: { rows: [{ rate: '0.0423' }] },
      Daily__orderMetrics: { rows: daily },
      Plans__orderMetrics: {
        rows: [
          { customer: { plan: label }, revenue: '482133.10' },
          { customer: { plan: 'Team' }, revenue: '301220.55' },
          { customer: { plan: 'Pro' }, revenue: '122901.00' },
          { customer: { plan: 'Free' }, revenue: '12004.40' },
          { customer: null, revenue: '310.05' },
        ],
      },
      Regions__orderMetrics: {
        rows: ['Europe', 'Americas', 'Asia'].flatMap((region, r) =>
          Array.from({ length: 12 }, (_, i) => ({
            placedAt: month(i),
            region,
            orderCount: 300 - r * 70 + ((i * (r + 3) * 17) % 90),
          })),
        ),
      },
      Monthly__orderMetrics: {
        rows: Array.from({ length: 12 }, (_, i) => ({
          placedAt: month(i),
          orderCount: 800 + ((i * 173) % 500),
        })),
      },
      Top__orders: {
        nodes: Array.from({ length: 8 }, (_, i) => ({
          id: `O-${1000 + i}`,
          amount: `${2000 - i * 137}.0${i}`,
        })),
      },
    },
  }
}

function day(ago: number): string {
  return `${new Date(START - ago * 86_400_000).toISOString().slice(0, 10)}T00:00:00+01:00`
}

function month(i: number): string {
  return `${new Date(Date.UTC(2025, 11 + i, 1)).toISOString().slice(0, 10)}T00:00:00Z`
}

function wave(i: number, days: number): string {
  const value = 5200 + 1500 * Math.sin((i / days) * 9) + 700 * Math.sin(i * 0.9) + ((i * 37) % 11) * 60
  return value.toFixed(2)
}
