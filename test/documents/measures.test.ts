import { describe, expect, test } from '@jest/globals'
import { read, readMetrics, readRows, selected, syncs } from './reading.ts'

const duration = (value: string) => ({ is: 'constant', type: 'Duration', value })
const paid = (operand: object) => ({ is: 'compare', field: 'status', operator: 'eq', operands: [operand] })
const word = (value: string) => ({ is: 'constant', type: 'Enum', value })
const rows = (measures: string) => `{ orderMetrics { rows { ${measures} } } }`

describe('A measure in rows is read', () => {
  test.each([
    ['plain, with nothing beside it', 'revenue', { as: 'revenue' }],
    [
      'shifted, the duration in the form that warehouses read',
      'lastYear: revenue(shift: "-P1Y2W")',
      { as: 'lastYear', shift: duration('P-1Y-14D') },
    ],
    ['not shifted at all by a duration of zero', 'revenue(shift: "P0D")', { shift: duration('PT0S') }],
    ['as a part of the whole', 'share: revenue(share: TOTAL)', { as: 'share', share: 'TOTAL' }],
    [
      'as a part of each plan, however often that is said',
      'revenue(share: TOTAL, within: ["customer.plan", "customer.plan"])',
      { share: 'TOTAL', within: ['customer.plan'] },
    ],
    ['as a part of the whole within nothing', 'revenue(share: TOTAL, within: [])', { share: 'TOTAL' }],
    ['up to its period', 'revenue(running: true)', { running: true }],
    ['with its place', 'revenue(rank: DESC, within: "dueOn")', { rank: 'DESC', within: ['dueOn'] }],
    ['over some rows only', 'revenue(where: { status: { eq: PAID } })', { where: paid(word('PAID')) }],
    [
      'with what is null or false as if it were not there',
      'revenue(where: null, shift: null, share: null, running: false, rank: null, within: null)',
      {},
    ],
  ])('%s', (_, text, expected) => {
    expect(selected(rows(text))).toStrictEqual([
      { is: 'measure', as: 'revenue', field: 'revenue', ...expected },
    ])
  })

  test('from its count where it is a share of one, whose own type cannot hold a fraction', () => {
    const select = selected(
      rows(
        'orderCountShare part: orderCountShare(of: TOTAL, within: "status", shift: "P1D") none: orderCountShare(of: null)',
      ),
    )
    const share = { is: 'measure', field: 'orderCount', share: 'TOTAL' }
    expect(select).toStrictEqual([
      { ...share, as: 'orderCountShare' },
      { ...share, as: 'part', shift: duration('P1D'), within: ['status'] },
      { ...share, as: 'none' },
    ])
  })

  test('with operands from variables, which no plan holds', () => {
    const text = `query ($by: Duration, $status: OrderStatus!) {
      orderMetrics { rows { revenue(shift: $by, where: { status: { eq: $status } }) } }
    }`
    const where = paid({ is: 'variable', type: 'Enum', path: ['status'] })
    const measure = { is: 'measure', as: 'revenue', field: 'revenue', where }
    expect(selected(text, { by: '-P1M', status: 'PAID' })).toStrictEqual([
      { ...measure, shift: { is: 'variable', type: 'Duration', path: ['by'] } },
    ])
    expect(selected(text, { status: 'PAID' })).toStrictEqual([measure])
  })
})

test.each([
  [
    'revenue(share: TOTAL, rank: ASC)',
    '"revenue": A measure is asked for with "share" and "rank" at once. Expected at most one of "share", "running" and "rank". Select the measure once with each, under names of their own.',
  ],
  [
    'soFar: revenue(running: true, within: "status")',
    '"soFar": "within" is given without a share or a rank. Expected "within" beside "share" or "rank".',
  ],
])('%s is refused in words', (text, message) => {
  expect(() => selected(rows(text))).toThrow(message)
})

test.each([
  ['share of a count', 'orderCount(share: TOTAL)', 'Unknown argument "share"'],
  ['path that is no path', 'revenue(share: TOTAL, within: "a b")', 'Expected names of fields joined by dots'],
  ['duration that is none', 'revenue(shift: "a year")', 'ISO 8601 duration'],
])('A %s is no valid document', (_, text, message) => {
  expect(() => selected(rows(text))).toThrow(message)
})

test('Totals take where and shift, measures per parent where alone', () => {
  expect(
    selected(
      '{ orderMetrics { totals { __typename revenue(shift: "-P1Y", where: { status: { eq: PAID } }) } } }',
    ),
  ).toStrictEqual([
    { is: 'typename', as: '__typename', name: 'OrderTotals' },
    { is: 'measure', as: 'revenue', field: 'revenue', where: paid(word('PAID')), shift: duration('P-1Y') },
  ])
  expect(() => selected('{ orderMetrics { totals { revenue(share: TOTAL) } } }')).toThrow('Unknown argument')

  const parent =
    '{ orderMetrics(where: { status: { ne: PENDING } }) { __typename paid: revenue(where: { status: { eq: PAID } }) } }'
  const below = {
    is: 'metrics',
    as: 'orderMetrics',
    link: 'orders',
    where: { is: 'compare', field: 'status', operator: 'ne', operands: [word('PENDING')] },
    select: [
      { is: 'typename', as: '__typename', name: 'OrderMeasures' },
      { is: 'measure', as: 'paid', field: 'revenue', where: paid(word('PAID')) },
    ],
  }
  expect(readRows(`{ customer(id: "1") ${parent} }`).select).toStrictEqual([below])
  expect(readRows(`{ customers ${parent} }`, {}, syncs).select).toStrictEqual([below])
  expect(() => read('{ customer(id: "1") { orderMetrics { revenue(shift: "P1D") } } }')).toThrow(
    'Unknown argument',
  )
})

describe('Rows are grouped', () => {
  test('along a to-many link where each of its rows is meant', () => {
    expect(
      selected(
        '{ orderMetrics { rows { items(each: true) { __typename sku product { category } } customer { orders(each: true) { status } } } } }',
      ),
    ).toStrictEqual([
      {
        is: 'each',
        as: 'items',
        link: 'items',
        select: [
          { is: 'typename', as: '__typename', name: 'OrderItemGroup' },
          { is: 'dimension', as: 'sku', field: 'sku' },
          {
            is: 'one',
            as: 'product',
            link: 'product',
            select: [{ is: 'dimension', as: 'category', field: 'category' }],
          },
        ],
      },
      {
        is: 'one',
        as: 'customer',
        link: 'customer',
        select: [
          {
            is: 'each',
            as: 'orders',
            link: 'orders',
            select: [{ is: 'dimension', as: 'status', field: 'status' }],
          },
        ],
      },
    ])
  })

  test('along a to-many link by those words only', () => {
    const text = 'query ($each: Boolean!) { orderMetrics { rows { items(each: $each) { sku } orderCount } } }'
    expect(selected(text, { each: true })).toHaveLength(2)
    expect(() => selected(text, { each: false })).toThrow(
      '"items" leads to many rows, and "each" is false. Expected "items(each: true)": a row counts once in each group that it has a linked row in.',
    )
    expect(() => selected('{ orderMetrics { rows { items { sku } } } }')).toThrow(
      '"each" of type "Boolean!" is required',
    )
  })
})

test('The question itself is read with all it is asked with, and nothing that it is not', () => {
  const operand = (name: string, type: string) => ({ is: 'variable', type, path: [name] })
  const text = `query ($limit: Int, $skip: Int, $zone: TimeZone, $fill: Boolean, $month: Month, $day: WeekDay) {
    orderMetrics(limit: $limit, offset: $skip, others: true, fill: $fill, timezone: $zone, weekStart: $day, yearStart: $month) {
      rows { _others other: _others orderCount }
      meta { asOf __typename fresh paths: overlapping }
    }
  }`
  const given = { limit: 3, skip: 1, zone: 'Europe/Paris', fill: true, month: 'APRIL', day: 'THURSDAY' }
  const fields = [
    {
      is: 'rows',
      as: 'rows',
      select: [
        { is: 'others', as: '_others' },
        { is: 'others', as: 'other' },
        { is: 'measure', as: 'orderCount', field: 'orderCount' },
      ],
    },
    {
      is: 'meta',
      as: 'meta',
      fields: [
        { is: 'asOf', as: 'asOf' },
        { is: 'typename', as: '__typename', name: 'MetricsMeta' },
        { is: 'fresh', as: 'fresh' },
        { is: 'overlapping', as: 'paths' },
      ],
    },
  ]
  expect(readMetrics(text, given)).toStrictEqual({
    is: 'metrics',
    model: 'Order',
    orderBy: [],
    limit: operand('limit', 'Int'),
    offset: operand('skip', 'Int'),
    others: true,
    fill: true,
    calendar: { timezone: operand('zone', 'TimeZone'), weekStart: 'THURSDAY', yearStart: 4 },
    fields,
  })
  expect(readMetrics(text, { fill: false })).toStrictEqual({
    is: 'metrics',
    model: 'Order',
    orderBy: [],
    others: true,
    fields,
  })
})

test('A connection has a calendar at the root, and none of its own below', () => {
  const query = readRows(
    '{ customers(timezone: "Asia/Tokyo", yearStart: DECEMBER) { nodes { orders { totalCount } } } }',
  )
  expect(query.calendar).toStrictEqual({
    timezone: { is: 'constant', type: 'TimeZone', value: 'Asia/Tokyo' },
    yearStart: 12,
  })
  expect(JSON.stringify(query.shape)).not.toContain('calendar')
  expect(readRows('{ customers { totalCount } }')).not.toHaveProperty('calendar')
  expect(() => read('{ customers { nodes { orders(timezone: "UTC") { totalCount } } } }')).toThrow(
    'Unknown argument',
  )
})
