import { describe, expect, test } from '@jest/globals'
import { limitCost } from '../../../src/serve/limits/cost.ts'
import { defaultLimits, type Limits } from '../../../src/serve/limits/limits.ts'
import { limitQuestions } from '../../../src/serve/limits/questions.ts'
import { read, shop } from '../../documents/reading.ts'

const none = { ...defaultLimits, scans: 0, links: 1_000, conditions: 1_000 }

/** The number in the words of the refusal. */
function counted(text: string, limits: Limits = none): number {
  try {
    limitQuestions([read(text)], limits)
    return 0
  } catch (error) {
    return Number(/ (\d+) /.exec((error as Error).message)?.[1])
  }
}

describe('The rows of a question for measures are gone through', () => {
  test.each([
    ['once for all its measures', '{ rows { status revenue orderCount } totals { revenue } }', 1],
    [
      'once for what a measure alone keeps',
      '{ rows { revenue paid: revenue(where: { status: { eq: PAID } }) } }',
      1,
    ],
    ['once where nothing is asked for', '{ __typename }', 1],
    ['once for the place of a group', '{ rows { status revenue(rank: DESC) } }', 1],
    [
      'once more for a shift, whatever it shifts',
      '{ rows { revenue a: revenue(shift: "-P1Y") orderCount(shift: "-P1Y") } }',
      2,
    ],
    [
      'once more for each shift',
      '{ rows { revenue a: revenue(shift: "-P1Y") b: revenue(shift: "-P2Y") } }',
      3,
    ],
    ['once more for periods up to each', '{ rows { dueOn(by: DAY) revenue a: revenue(running: true) } }', 2],
    [
      'once more for each whole',
      '{ rows { status revenue a: revenue(share: TOTAL) b: orderCountShare c: revenue(share: TOTAL, within: "status") } }',
      3,
    ],
  ])('%s', (_, selection, scans) => {
    expect(counted(`{ orderMetrics ${selection} }`)).toBe(scans)
  })

  test('of several models once each, and once more where other rows of one are meant', () => {
    const several = (more: string) =>
      `{ metrics { rows { time(by: DAY) orderMetrics { revenue buyers } ticketMetrics { ticketCount } ${more} } totals { orderMetrics { revenue } } } }`
    expect(counted(several(''))).toBe(2)
    expect(counted(several('late: orderMetrics(time: dueOn) { revenue(shift: "-P1Y") orderCount }'))).toBe(4)
  })

  test('and those of a connection by its pages', () => {
    expect(counted('{ orders { totalCount nodes { id } } }')).toBe(0)
  })
})

test('A link counts in each scan that keeps to it, and a condition on another model as one link at least', () => {
  const links = { ...none, scans: 100, links: 0 }
  const where = '(where: { customer: { plan: { eq: PRO } }, items: { some: { sku: { eq: "A" } } } })'
  expect(counted(`{ orderMetrics${where} { rows { revenue } } }`, links)).toBe(2)
  expect(
    counted(
      `{ orderMetrics${where} { rows { revenue a: revenue(shift: "P1D") b: orderCountShare } } }`,
      links,
    ),
  ).toBe(6)
  expect(
    counted(
      '{ metrics(where: { customer: { plan: { eq: PRO } } }, having: { orderMetrics: { revenue: { gt: 1 } } }) { rows { orderMetrics { revenue } ticketMetrics { ticketCount } } } }',
      links,
    ),
  ).toBe(2)
})

test('A condition counts wherever it is used', () => {
  const refused = (text: string, conditions: number) => () =>
    limitQuestions([read(text)], { ...defaultLimits, conditions })
  const where = '{ or: [{ status: { eq: PAID } }, { dueOn: { isNull: true, gte: "2026-01-01" } }] }'
  const twice = `{ orderMetrics(where: ${where}) { rows { revenue(where: ${where}) } } }`
  expect(refused(twice, 10)).not.toThrow()
  expect(refused(twice, 9)).toThrow('The conditions of the request amount to more than 9.')
})

test('The values of an answer are counted below models, links and the row of the others', () => {
  const cost = (text: string) =>
    limitCost([read(text)], {
      models: shop,
      binding: { variables: {}, now: new Date(0) },
      limits: defaultLimits,
    })
  expect(cost('{ orderMetrics(limit: 10) { rows { placedAt(by: DAY) revenue } } }')).toBe(20)
  expect(
    cost('{ orderMetrics(limit: 10, others: true) { rows { _others revenue } meta { asOf fresh } } }'),
  ).toBe(6)
  expect(
    cost('{ orderMetrics(limit: 10) { rows { items(each: true) { sku product { category } } } } }'),
  ).toBe(40)
  expect(
    cost(
      '{ metrics(limit: 10) { rows { customer { plan } orderMetrics { revenue buyers } } totals { ticketMetrics { ticketCount } } } }',
    ),
  ).toBe(17)
})

test('Groups that are known to be few cost no more than there can be, and all others a page', () => {
  const cost = (text: string) =>
    limitCost([read(text)], {
      models: shop,
      binding: { variables: {}, now: new Date(0) },
      limits: defaultLimits,
    })
  const page = defaultLimits.page
  expect(cost('{ orderMetrics { rows { revenue buyers } } }')).toBe(2)
  expect(cost('{ orderMetrics { rows { status revenue } } }')).toBe(3 * 2)
  expect(cost('{ orderMetrics { rows { status customer { plan } revenue } } }')).toBe(3 * 3 * 4)
  expect(cost('{ orderMetrics(limit: 2) { rows { status revenue } } }')).toBe(2 * 2)
  expect(cost('{ orderMetrics { rows { channel revenue } } }')).toBe(page * 2)
  expect(cost('{ orderMetrics { rows { placedAt(by: YEAR) status revenue } } }')).toBe(page * 3)
})

test('A link that conditions follow counts in each row like a field', () => {
  const cost = (text: string) =>
    limitCost([read(text)], {
      models: shop,
      binding: { variables: {}, now: new Date(0) },
      limits: defaultLimits,
    })
  expect(cost('{ orders(first: 10) { nodes { id status } } }')).toBe(20)
  expect(
    cost('{ orders(first: 10, where: { customer: { plan: { eq: PRO } } }) { nodes { id status } } }'),
  ).toBe(30)
})
