import { describe, expect, test } from '@jest/globals'
import { prepare, readMetrics, selected, syncs } from './reading.ts'

const enumValue = (value: string) => ({ is: 'constant', type: 'Enum', value })
const compare = (field: string, operator: string, ...operands: object[]) => ({
  is: 'compare',
  field,
  operator,
  operands,
})
const pro = { is: 'of', model: 'Customer', of: compare('plan', 'eq', enumValue('PRO')) }

test('Rows of several models are grouped by time and by models that they share, and measured model by model', () => {
  const select = selected(`{ metrics { rows {
    __typename _others
    month: time(by: MONTH)
    customer { __typename plan }
    orderMetrics(time: dueOn, via: ["customer", "customer"], where: { status: { eq: PAID } }) { __typename lastYear: revenue(shift: "-P1Y") orderCountShare }
    ticketMetrics { ticketCount(running: true) }
  } } }`)
  expect(select).toStrictEqual([
    { is: 'typename', as: '__typename', name: 'MetricsRow' },
    { is: 'others', as: '_others' },
    { is: 'time', as: 'month', by: 'MONTH' },
    {
      is: 'group',
      as: 'customer',
      model: 'Customer',
      select: [
        { is: 'typename', as: '__typename', name: 'CustomerGroup' },
        { is: 'dimension', as: 'plan', field: 'plan' },
      ],
    },
    {
      is: 'measures',
      as: 'orderMetrics',
      model: 'Order',
      where: compare('status', 'eq', enumValue('PAID')),
      time: 'dueOn',
      via: ['customer'],
      select: [
        { is: 'typename', as: '__typename', name: 'OrderMetricsMeasures' },
        {
          is: 'measure',
          as: 'lastYear',
          field: 'revenue',
          shift: { is: 'constant', type: 'Duration', value: 'P-1Y' },
        },
        { is: 'measure', as: 'orderCountShare', field: 'orderCount', share: 'TOTAL' },
      ],
    },
    {
      is: 'measures',
      as: 'ticketMetrics',
      model: 'Ticket',
      select: [{ is: 'measure', as: 'ticketCount', field: 'ticketCount', running: true }],
    },
  ])
})

test('Totals of several models have measures alone', () => {
  expect(
    selected('{ metrics { totals { __typename orderMetrics(via: "customer") { __typename revenue } } } }'),
  ).toStrictEqual([
    { is: 'typename', as: '__typename', name: 'MetricsTotals' },
    {
      is: 'measures',
      as: 'orderMetrics',
      model: 'Order',
      via: ['customer'],
      select: [
        { is: 'typename', as: '__typename', name: 'OrderTotals' },
        { is: 'measure', as: 'revenue', field: 'revenue' },
      ],
    },
  ])
  expect(() => selected('{ metrics { totals { customer { plan } } } }')).toThrow(
    'Cannot query field "customer"',
  )
})

describe('A condition on several models', () => {
  const of = (where: string) => readMetrics(`{ metrics(where: ${where}) { __typename } }`).where

  test('is on a model that measures lead to, on each measure’s own time, or both', () => {
    const last = {
      is: 'time',
      operator: 'inLast',
      operands: [{ is: 'constant', type: 'Duration', value: 'P7D' }],
    }
    expect(of('{ customer: { plan: { eq: PRO } } }')).toStrictEqual(pro)
    expect(of('{ customer: { plan: { eq: PRO } }, time: { inLast: "P1W" } }')).toStrictEqual({
      is: 'and',
      of: [pro, last],
    })
    expect(
      of('{ or: [{ not: { time: { isNull: true } } }, { order: { status: { ne: PAID } } }] }'),
    ).toStrictEqual({
      is: 'or',
      of: [
        { is: 'not', of: { is: 'time', operator: 'isNull', operands: [] } },
        { is: 'of', model: 'Order', of: compare('status', 'ne', enumValue('PAID')) },
      ],
    })
  })

  test.each(['{ customer: {} }', '{ time: {} }', '{ not: {} }', '{ or: [{}] }'])(
    'says something, or is refused: %s',
    (where) => {
      expect(() => of(where)).toThrow('A filter says nothing')
    },
  )

  test.each(['{ customer: null }', '{ customer: { plan: null } }', '{ time: { gte: null } }'])(
    'compares with no null: %s',
    (where) => {
      expect(() => of(where)).toThrow('A condition compares with null')
    },
  )

  test('never falls away because a variable is null', () => {
    const text =
      'query ($who: CustomerWhere, $all: MetricsWhere!) { metrics(where: { customer: $who, and: [$all] }) { __typename } }'
    expect(() => readMetrics(text, { who: null, all: { customer: { plan: { eq: 'PRO' } } } })).toThrow(
      'compares with null',
    )
    expect(() => readMetrics(text, { who: { plan: { eq: 'PRO' } }, all: { time: null } })).toThrow(
      'compares with null',
    )
  })
})

test('Having is on measures, by their model', () => {
  const { having } = readMetrics(
    '{ metrics(having: { orderMetrics: { revenue: { gt: 5 } }, not: { ticketMetrics: { ticketCount: { isNull: true } } } }) { __typename } }',
  )
  expect(having).toStrictEqual({
    is: 'and',
    of: [
      {
        is: 'of',
        model: 'Order',
        of: compare('revenue', 'gt', { is: 'constant', type: 'Decimal', value: '5' }),
      },
      { is: 'not', of: { is: 'of', model: 'Ticket', of: { is: 'missing', field: 'ticketCount' } } },
    ],
  })
})

test('An order goes by the names that the API has: time, a model’s dimension, a model’s measure', () => {
  const { orderBy } = readMetrics(`{ metrics(orderBy: [
    { time: DESC_NULLS_FIRST }, { customer: { plan: ASC } }, { order: { customer: { plan: DESC } } }, { orderMetrics: { revenue: DESC } }
  ]) { __typename } }`)
  expect(orderBy).toStrictEqual([
    { path: ['time'], direction: 'DESC', nulls: 'FIRST' },
    { path: ['customer', 'plan'], direction: 'ASC' },
    { path: ['order', 'customer', 'plan'], direction: 'DESC' },
    { path: ['orderMetrics', 'revenue'], direction: 'DESC' },
  ])
  for (const entry of [
    '{ time: ASC, customer: { plan: ASC } }',
    '{ orderMetrics: { revenue: ASC, buyers: ASC } }',
  ]) {
    expect(() => readMetrics(`{ metrics(orderBy: [${entry}]) { __typename } }`)).toThrow(
      'must specify exactly one key',
    )
  }
})

test('A root field is required where its type says so: metrics of several models, and lists of syncs', () => {
  const roots = (text: string, schema?: typeof syncs) =>
    prepare(text, schema)
      .read({})
      .map((root) => root.is === 'query' && root.required)
  expect(roots('{ orders { totalCount } orderMetrics { __typename } metrics { __typename } }')).toEqual([
    false,
    false,
    true,
  ])
  expect(roots('{ orders { id } }', syncs)).toEqual([true])
})
