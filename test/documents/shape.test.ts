import fc from 'fast-check'
import { describe, expect, test } from '@jest/globals'
import { prepare } from './reading.ts'

/** Together every place that a variable may stand in, so that whatever shapes a plan anywhere is varied. */
const documents: Readonly<Record<string, string>> = {
  'what groups are shown': `query ($limit: Int, $offset: Int, $others: Boolean, $fill: Boolean, $zone: TimeZone, $week: WeekDay, $year: Month) {
    orderMetrics(limit: $limit, offset: $offset, others: $others, fill: $fill, timezone: $zone, weekStart: $week, yearStart: $year) { rows { orderCount } }
  }`,
  'a measure and its group': `query ($grain: Granularity, $each: Boolean!, $shift: Duration, $share: Share, $within: [FieldPath!], $path: FieldPath! = "status") {
    orderMetrics { rows {
      placedAt(by: $grain) items(each: $each) { sku } revenue(share: $share, shift: $shift)
      most: revenue(share: TOTAL, within: $within) part: orderCountShare(of: $share, within: ["dueOn", $path])
    } }
  }`,
  'a measure and its place': `query ($running: Boolean, $rank: Rank, $seen: Boolean!) {
    orderMetrics { rows { revenue(running: $running) place: revenue(rank: $rank) buyers @skip(if: $seen) } meta { asOf fresh @include(if: $seen) } }
  }`,
  'filters and orders': `query ($where: OrderWhere, $having: OrderHaving, $order: [OrderMetricsOrderBy!]) {
    orderMetrics(where: $where, having: $having, orderBy: $order) { rows { orderCount } }
  }`,
  'the filter of a measure':
    'query ($where: OrderWhere) { orderMetrics { totals { revenue(where: $where) } } }',
  'measures of several models': `query ($across: MetricsWhere, $acrossHaving: MetricsHaving, $acrossOrder: [MetricsOrderBy!]) {
    metrics(where: $across, having: $acrossHaving, orderBy: $acrossOrder) { rows { ticketMetrics { ticketCount } } }
  }`,
  'what one of several models means': `query ($time: OrderTime, $within: [FieldPath!], $grain: Granularity! = DAY) {
    metrics { rows { time(by: $grain) orderMetrics(time: $time, via: $within) { revenue } } }
  }`,
  rows: `query ($zone: TimeZone, $page: Int, $cursor: String, $from: DateTime = "2026-01-01T00:00:00Z", $list: [String!] = [], $plan: Plan = PRO, $id: ID!) {
    orders(timezone: $zone, first: $page, after: $cursor, where: { placedAt: { gte: $from }, channel: { in: $list }, customer: { plan: { eq: $plan } } }) { nodes { id } }
    order(id: $id) { status }
  }`,
}

/** Scalars: two requests that differ in these alone ask the same question. */
const scalar = {
  text: fc.string({ maxLength: 3 }),
  decimal: fc.integer({ min: -99, max: 99 }).map(String),
  count: fc.integer({ min: 0, max: 50 }),
  instant: fc.constantFrom('2026-01-01T00:00:00Z', '2025-05-05T05:05:05+02:00'),
  duration: fc.constantFrom('P1D', '-P1Y', 'PT0S', 'P3M'),
  zone: fc.constantFrom('Europe/Paris', 'Asia/Tokyo', 'UTC'),
  status: fc.constantFrom('PENDING', 'PAID'),
  plan: fc.constantFrom('FREE', 'PRO'),
}
/** Words and builds: each asks another question. */
const direction = fc.constantFrom('ASC', 'DESC', 'DESC_NULLS_FIRST')
const some = (of: Record<string, fc.Arbitrary<unknown>>) => fc.record(of, { requiredKeys: [] })
const timeFilter = fc.oneof(
  some({ gte: scalar.instant, lt: scalar.instant }),
  fc.record({ inLast: scalar.duration }),
  fc.record({ inPeriod: fc.constantFrom('TODAY', 'LAST_YEAR') }),
  fc.record({ between: fc.record({ from: scalar.instant, to: scalar.instant }) }),
  fc.record({ isNull: fc.boolean() }),
)
const orderWhere = some({
  status: some({ eq: scalar.status, in: fc.array(scalar.status, { maxLength: 3 }), isNull: fc.boolean() }),
  channel: some({ contains: scalar.text, notIn: fc.array(scalar.text, { maxLength: 2 }) }),
  placedAt: timeFilter,
  customer: some({ plan: some({ ne: scalar.plan }) }),
  items: some({ some: some({ sku: some({ eq: scalar.text }) }), none: fc.constant({}) }),
  or: fc.array(some({ status: fc.record({ ne: scalar.status }) }), { maxLength: 2 }),
})
const orderHaving = some({ revenue: some({ gt: scalar.decimal, isNull: fc.boolean() }) })
const path = fc.constantFrom('status', 'customer.plan', 'placedAt')
const variables = {
  where: orderWhere,
  having: orderHaving,
  order: fc.array(
    fc.oneof(fc.record({ revenue: direction }), fc.record({ customer: fc.record({ plan: direction }) })),
    { maxLength: 2 },
  ),
  limit: scalar.count,
  offset: scalar.count,
  others: fc.boolean(),
  fill: fc.boolean(),
  zone: scalar.zone,
  week: fc.constantFrom('MONDAY', 'FRIDAY'),
  year: fc.constantFrom('JANUARY', 'APRIL'),
  grain: fc.constantFrom('DAY', 'MONTH'),
  shift: scalar.duration,
  share: fc.constant('TOTAL'),
  running: fc.boolean(),
  rank: fc.constantFrom('ASC', 'DESC'),
  within: fc.array(path, { maxLength: 2 }),
  path,
  list: fc.array(scalar.text, { maxLength: 2 }),
  each: fc.constantFrom(true, true, true, false),
  across: some({ time: timeFilter, customer: some({ plan: some({ eq: scalar.plan }) }) }),
  acrossHaving: some({ orderMetrics: orderHaving }),
  acrossOrder: fc.oneof(
    fc.record({ time: direction }),
    fc.record({ orderMetrics: fc.record({ revenue: direction }) }),
  ),
  time: fc.constantFrom('placedAt', 'dueOn'),
  page: scalar.count,
  cursor: scalar.text,
  id: scalar.text,
  seen: fc.boolean(),
  from: scalar.instant,
  plan: scalar.plan,
}

type Given = Record<string, unknown>

describe('Two requests whose variables have the same shape ask the same question, whatever their values, about', () => {
  test.each(Object.entries(documents))('%s', (_, text) => {
    const document = prepare(text)
    const given = document.declared.map(({ name, nullable }) => {
      const value: fc.Arbitrary<unknown> = variables[name as keyof typeof variables]
      return [name, nullable ? fc.option(value, { freq: 9 }) : value] as const
    })
    const requiredKeys = document.declared.filter(({ required }) => required).map(({ name }) => name)
    const known = new Map<string, unknown>()
    let questions = 0
    let met = 0
    /** The question, or the words in which it is refused; and none other of the same shape. */
    const asked = (given: Given): string => {
      const coerced = document.coerce(given)
      const shape = document.shape(coerced)
      const question = reading(() => document.read(coerced))
      if (typeof question !== 'string') questions++
      if (known.has(shape)) met++
      else known.set(shape, question)
      expect(question).toStrictEqual(known.get(shape))
      return shape
    }
    fc.assert(
      fc.property(fc.record(Object.fromEntries(given), { requiredKeys }), (given) => {
        // A request that differs in values alone is of the same shape.
        expect(asked(revalued(given) as Given)).toBe(asked(given))
      }),
      { numRuns: 300, endOnFailure: true },
    )
    expect([questions > 100, met > 300, known.size > 1]).toEqual([true, true, true])
  })
})

function reading(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    return (error as Error).message
  }
}

const replaced: ReadonlyMap<unknown, unknown> = new Map<unknown, unknown>([
  ['2026-01-01T00:00:00Z', '2025-05-05T05:05:05+02:00'],
  ['P1D', '-P1Y'],
  ['Europe/Paris', 'UTC'],
  ['PENDING', 'PAID'],
  ['FREE', 'PRO'],
])
const swapped = new Map([...replaced, ...[...replaced].map(([from, to]) => [to, from] as const)])

/** The same variables with other scalars in them; lists of scalars in another length. */
function revalued(value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  if (Array.isArray(value)) return value.map(revalued)
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, grown(name, revalued(inner))]),
    )
  }
  return swapped.get(value) ?? value
}

function grown(name: string, value: unknown): unknown {
  const list = name === 'list' || name === 'in' || name === 'notIn'
  return list && Array.isArray(value) ? [...(value as unknown[]), 'PAID'] : value
}
