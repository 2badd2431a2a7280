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
      name: 'Weekly',
      title: 'Revenue by week',
      chart: { type: 'LINE', x: 'placedAt', y: ['revenue'], compare: 'lastYear', format: ['USD'] },
    },
    {
      name: 'Sold',
      title: 'Sold',
      chart: { type: 'KPI', y: ['sold'], compare: 'lastYear', format: ['integer'] },
    },
    {
      name: 'Returns',
      title: 'Returns',
      chart: { type: 'KPI', y: ['rate'], compare: 'lastMonth', better: 'LOWER', format: ['percent'] },
    },
    {
      name: 'New',
      title: 'New shelf',
      chart: { type: 'KPI', y: ['sold'], compare: 'lastYear', format: ['integer'] },
    },
    {
      name: 'Countries',
      title: 'Revenue by country',
      chart: { type: 'BAR', x: 'country', y: ['revenue'], compare: 'lastYear', format: ['USD'] },
    },
    {
      name: 'Products',
      title: 'Products',
      chart: {
        type: 'TABLE',
        x: 'product.name',
        y: ['sales', 'share'],
        compare: 'lastYear',
        wide: true,
        format: ['USD', 'percent'],
      },
    },
    {
      name: 'Months',
      title: 'Months',
      chart: { type: 'TABLE', x: 'month', y: ['customerMetrics.newCustomers'], format: ['integer'] },
    },
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
      Weekly__orderMetrics: {
        rows: Array.from({ length: 6 }, (_, i) => ({
          placedAt: week(i),
          revenue: i === 5 ? null : `${1000 + i * 100}.00`,
          lastYear: `${800 + i * 100}.00`,
        })),
      },
      Sold__orderMetrics: { totals: { sold: 1062, lastYear: 1000 } },
      Returns__orderMetrics: { totals: { rate: '0.0423', lastMonth: '0.0383' } },
      New__orderMetrics: { totals: { sold: 17, lastYear: null } },
      Countries__orderMetrics: {
        rows: [
          { country: 'FR', revenue: '900.00', lastYear: '1000.00', _others: false },
          { country: null, revenue: '300.00', lastYear: null, _others: false },
          { country: null, revenue: '200.00', lastYear: '200.00', _others: true },
        ],
      },
      Products__orderItemMetrics: {
        rows: [
          product('Lamp', '500.00', '0.5', '400.00'),
          product('Chair', '300.00', '0.3', null),
          product('Vase', '150.00', '0.15', '200.00'),
          { ...product(null, '50.00', '0.05', '25.00'), _others: true },
        ],
      },
      Months__metrics: {
        rows: ['2026-11', '2026-10', '2026-09'].map((month, i) => ({
          month: `${month}-01T00:00:00Z`,
          customerMetrics: { newCustomers: 1200 - i },
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

function week(i: number): string {
  return new Date(START - (7 - i) * 7 * 86_400_000).toISOString()
}

function product(name: string | null, sales: string, share: string, lastYear: string | null) {
  return { product: { name }, sales, share, lastYear, _others: false }
}

function month(i: number): string {
  return `${new Date(Date.UTC(2025, 11 + i, 1)).toISOString().slice(0, 10)}T00:00:00Z`
}

function wave(i: number, days: number): string {
  const value = 5200 + 1500 * Math.sin((i / days) * 9) + 700 * Math.sin(i * 0.9) + ((i * 37) % 11) * 60
  return value.toFixed(2)
}
