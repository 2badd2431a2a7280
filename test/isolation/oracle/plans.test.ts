import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { openHome, type Home } from './home.ts'

/**
 * One document whose plan depends on its variables in every way there is. The plan that one request made must never
 * answer another: each is held against the same question with its values written out, which is a document of its own.
 */
let home: Home
beforeAll(async () => {
  home = await openHome()
})
afterAll(() => home?.close())

/** The type of each variable, and values as JSON; what is an enum's word or a flag shapes the plan, the rest is bound. */
const kinds: Readonly<Record<string, readonly [type: string, ...values: unknown[]]>> = {
  others: ['Boolean', true, false, null],
  fill: ['Boolean', true, false, null],
  limit: ['Int', 1, 2, null],
  offset: ['Int', 0, 1, null],
  zone: ['TimeZone', 'Europe/Paris', 'Pacific/Auckland', null],
  week: ['WeekDay', 'SUNDAY', 'WEDNESDAY', null],
  year: ['Month', 'APRIL', 'OCTOBER', null],
  by: ['Granularity!', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'],
  shift: ['Duration', '-P1M', 'P1Y', null],
  share: ['Share', 'TOTAL', null],
  rank: ['Rank', 'ASC', 'DESC', null],
  running: ['Boolean', true, false, null],
  within: ['[FieldPath!]', ['status'], ['placedAt'], ['status', 'placedAt'], [], null],
  where: [
    'OrderWhere',
    { status: { eq: 'PAID' } },
    { status: { in: ['PAID', 'PENDING'] } },
    { not: { status: { eq: 'PAID' } } },
    { dueOn: { isNull: true } },
    { placedAt: { inPeriod: 'YESTERDAY' } },
    null,
  ],
  having: ['OrderHaving', { orderCount: { gt: 1 } }, { orderCount: { lt: 2 } }, null],
  order: [
    '[OrderMetricsOrderBy!]',
    [{ orderCount: 'DESC' }],
    [{ orderCount: 'ASC' }],
    { status: 'DESC' },
    null,
  ],
  via: ['[FieldPath!]', ['customer'], [], null],
  time: ['OrderTime', 'placedAt', 'dueOn', 'localAt', null],
}
const words = new Set(['WeekDay', 'Month', 'Granularity!', 'Share', 'Rank', 'OrderTime'])
const enums = /^(?:PAID|PENDING|YESTERDAY|DESC|ASC)$/

function literal(type: string, value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return `[${value.map((one) => literal(type, one)).join(', ')}]`
  if (typeof value === 'object')
    return `{ ${Object.entries(value)
      .map(([name, inner]) => `${name}: ${literal(type, inner)}`)
      .join(', ')} }`
  if (typeof value === 'string' && (words.has(type) || enums.test(value))) return value
  return JSON.stringify(value)
}

const text = (of: (name: string) => string) =>
  `{
  orderMetrics(${of('limit: $limit')} ${of('offset: $offset')} ${of('others: $others')} ${of('fill: $fill')} ${of('timezone: $zone')} ${of('weekStart: $week')} ${of('yearStart: $year')} ${of('where: $where')} ${of('having: $having')} ${of('orderBy: $order')} limitless: 0) {
    rows { placedAt(${of('by: $by')}) status _others
      own: revenue(${of('shift: $shift')} ${of('where: $where')})
      part: revenue(${of('share: $share')} always: 0)
      place: orderCount(${of('rank: $rank')} always: 0)
      held: revenue(share: TOTAL ${of('within: $within')})
      sofar: buyers(${of('running: $running')} always: 0) }
    totals { buyers revenue(${of('shift: $shift')} always: 0) }
  }
  metrics(${of('timezone: $zone')} ${of('yearStart: $year')} always: 0) {
    rows { time(${of('by: $by')}) customer { plan } orderMetrics(${of('where: $where')} ${of('time: $time')} ${of('via: $via')} always: 0) { orderCount } }
  }
}`
    .replaceAll(/ (?:always|limitless): 0/g, '')
    .replaceAll(/\(\s*\)/g, '')

const variables = fc.record(
  Object.fromEntries(
    Object.entries(kinds).map(([name, [, ...values]]) => [name, fc.constantFrom(...values)]),
  ),
  { requiredKeys: ['by'] },
)

test('a plan is never used for a request that another plan would answer', async () => {
  const declared = Object.entries(kinds).map(([name, [type]]) => `$${name}: ${type}`)
  const varied = `query (${declared.join(', ')}) ${text((one) => one)}`
  let answered = 0
  const same = async (given: Readonly<Record<string, unknown>>) => {
    const written = text((one) => {
      const name = /\$(\w+)/.exec(one)?.[1] ?? ''
      return name in given ? one.replace(`$${name}`, literal(kinds[name]?.[0] ?? '', given[name])) : ''
    })
    const [through, out] = await Promise.all([
      home.post('acme', { query: varied, variables: given }),
      home.post('acme', { query: written }),
    ])
    expect(out.text).not.toContain('GRAPHQL_')
    expect(through.text).toBe(out.text)
    answered += out.text.includes('"errors"') ? 0 : 1
  }
  const runs = { numRuns: process.env['SLUICE_FULL'] === '1' ? 3_000 : 150, seed: 20_261_122 }
  await fc.assert(fc.asyncProperty(variables, same), runs)
  expect(answered).toBeGreaterThan(runs.numRuns / 2)
}, 300_000)

test('what one variable is given last time shapes nothing the next time', async () => {
  const query =
    'query ($s: Duration, $o: Boolean, $w: [FieldPath!]) { orderMetrics(limit: 1, others: $o) { rows { placedAt(by: MONTH) status n: orderCount(shift: $s) p: orderCountShare(within: $w) } } }'
  const ask = async (given: object) => (await home.post('acme', { query, variables: given })).text
  const shapes = [
    {},
    { s: null },
    { s: '-P1M' },
    { s: 'P1M' },
    { o: true },
    { o: false },
    { o: null },
    { w: [] },
    { w: null },
    { w: ['status'] },
    { w: 'status' },
    { w: ['placedAt'] },
  ]
  const first = new Map<string, string>()
  for (const given of shapes) first.set(JSON.stringify(given), await ask(given))
  for (const given of shapes.toReversed()) expect(await ask(given)).toBe(first.get(JSON.stringify(given)))
  expect(first.get('{"s":null}')).toBe(first.get('{}'))
  expect(first.get('{"w":"status"}')).toBe(first.get('{"w":["status"]}'))
  expect(new Set(first.values()).size).toBe(6)
})
