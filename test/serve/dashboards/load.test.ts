import { describe, expect, test } from '@jest/globals'
import { Faults } from '../../../src/base/fault.ts'
import { apiSchema } from '../../../src/documents/index.ts'
import { loadModels } from '../../../src/model/index.ts'
import { loadDashboards } from '../../../src/serve/dashboards/load.ts'
import { defaultLimits } from '../../../src/serve/limits/limits.ts'
import { shopSchema } from '../../support/shop.ts'
import { salesFile } from '../api.ts'

const { models } = loadModels(new Map([['schema/shop.graphql', shopSchema]]))
const schema = apiSchema(models, models.roles)

function load(text: string, limits = defaultLimits) {
  const faults = new Faults()
  const sources = new Map([['dashboards/sales-board.graphql', text]])
  return { dashboards: loadDashboards(sources, schema, limits, faults), faults: faults.found }
}

test('Every operation is a widget, and all of them are one operation', () => {
  const { dashboards, faults } = load(salesFile)
  expect(faults).toEqual([])
  const board = dashboards.get('sales-board')
  expect(board).toMatchObject({
    title: 'Sales board',
    widgets: [
      { name: 'Revenue', title: 'Revenue', chart: { type: 'KPI', y: ['revenue'], format: ['USD'] } },
      {
        name: 'ByMonth',
        title: 'Orders by month',
        chart: { type: 'LINE', x: 'placedAt', y: ['orderCount'], series: 'customer.plan' },
      },
      { name: 'Latest', title: 'Latest', chart: { type: 'TABLE' } },
    ],
    variables: [
      { name: 'from', type: 'DateTime!', default: expect.stringContaining('2020-01-01') },
      { name: 'zone', type: 'TimeZone' },
    ],
  })
  expect(board?.document).toContain('Revenue__orderMetrics: orderMetrics')
  expect(board?.document).toContain('Latest__orders: orders')
  expect(board?.document.match(/\$from: DateTime!/g)).toHaveLength(1)
  expect(board?.document).not.toContain('@chart')
})

test('Fragments serve several widgets, and a name that an alias gave is kept', () => {
  const { dashboards, faults } = load(`
    fragment Row on OrderMetricsRow { placedAt(by: DAY) orders: orderCount }
    query A @chart(type: LINE, x: "placedAt", y: "orders") { days: orderMetrics { rows { ...Row } } }
    query B @chart(type: BAR, x: "placedAt", y: "orders") { orderMetrics { rows { ... on OrderMetricsRow { ...Row } } } }`)
  expect(faults).toEqual([])
  expect(dashboards.get('sales-board')?.document).toMatch(
    /A__days: orderMetrics[\s\S]*B__orderMetrics: orderMetrics[\s\S]*fragment Row/,
  )
})

describe('It is a fault, told with its place,', () => {
  const wrong: Record<string, [string, string, number]> = {
    'when the file can’t be read': ['query A {', 'Expected Name', 1],
    'when a field doesn’t exist': [
      'query A @chart(type: KPI) {\n  orderMetrics { totals { profit } } }',
      'Cannot query field "profit"',
      2,
    ],
    'when a widget has no name': ['{ orderMetrics { totals { revenue } } }', 'A widget needs a name', 1],
    'when a widget has no chart': ['query A { orderMetrics { totals { revenue } } }', '"A" has no @chart', 1],
    'when a chart’s type isn’t one': [
      'query A @chart(type: PIE) { orderMetrics { totals { revenue } } }',
      'Value "PIE" does not exist in "ChartType"',
      1,
    ],
    'when an axis names no field of the rows': [
      'query A @chart(type: LINE, x: "month", y: "orderCount") { orderMetrics { rows { placedAt(by: MONTH) orderCount } } }',
      '"month" is no field of the widget\'s rows',
      1,
    ],
    'when what is compared with is no field of the rows': [
      'query A @chart(type: KPI, y: "revenue", compare: "lastYear") { orderMetrics { totals { revenue } } }',
      '"lastYear" is no field of the widget\'s rows',
      1,
    ],
    'when there are other numbers of formats and of values': [
      'query A @chart(type: TABLE, y: ["orderCount"], format: ["USD", "percent"]) { orderMetrics { totals { orderCount } } }',
      'There are 2 formats for 1 `y`',
      1,
    ],
    'when the row of others can’t be told from a group': [
      'query A @chart(type: BAR) {\n  orderMetrics(limit: 3, others: true) { rows { status orderCount } } }',
      'The row of others can’t be told',
      2,
    ],
    'when two widgets declare a variable differently': [
      `query A($n: Int = 5) @chart(type: TABLE) { orders(first: $n) { nodes { id } } }
       query B($n: Int = 6) @chart(type: TABLE) { orders(first: $n) { nodes { id } } }`,
      '"$n" is declared in two ways',
      2,
    ],
    'when a root field comes from a fragment': [
      'query A @chart(type: TABLE) { ...F } fragment F on Query { orders { nodes { id } } }',
      'root fields can’t come from a fragment',
      1,
    ],
    'when it writes': [
      'mutation A @chart(type: TABLE) { orders { nodes { id } } }',
      'may not be used on MUTATION',
      1,
    ],
  }
  test.each(Object.entries(wrong))('%s', (_, [text, what, line]) => {
    const { dashboards, faults } = load(text)
    expect(faults.map((fault) => fault.what)).toContainEqual(expect.stringContaining(what))
    expect(faults.find((fault) => fault.what.includes(what))?.at).toMatchObject({
      file: 'dashboards/sales-board.graphql',
      line,
    })
    expect(dashboards.size).toBe(0)
  })

  test('when all widgets together are more than a request may be', () => {
    const { faults } = load(salesFile, { ...defaultLimits, roots: 2 })
    expect(faults.map(({ what }) => what)).toContainEqual(expect.stringContaining('more than 2 root fields'))
  })
})
