import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openHome, type Home } from './home.ts'

let home: Home
beforeAll(async () => {
  home = await openHome()
})
afterAll(() => home?.close())

/** Questions in which a row's time, amount or balance is reckoned with: in conditions, groups, windows, conversions. */
const questions = [
  '{ orderMetrics { rows { placedAt(by: MONTH) orderCount(shift: "P300Y") revenue(shift: "-P1Y") } } }',
  '{ orderMetrics(where: { placedAt: { gte: "2026-01-01T00:00:00Z" } }) { totals { orderCount(shift: "P1000Y") revenue(shift: "-P999Y") } } }',
  '{ orderMetrics(timezone: "Pacific/Auckland", fill: true) { rows { placedAt(by: WEEK) orderCount revenueEver revenueTrailing ordersToDate } } }',
  '{ orderMetrics { rows { localAt(by: MONTH) orderCount(running: true) kinds(running: true) medianAmount highAmount } totals { medianAmount revenueEver revenueTrailing again } } }',
  '{ orderMetrics(limit: 1, others: true) { rows { placedAt(by: DAY) revenue revenueEver share: revenue(share: TOTAL) } } }',
  '{ customerMetrics { rows { plan activation activated customersEver orders(each: true) { placedAt(by: YEAR) } } meta { asOf fresh } } }',
  '{ visitMetrics { rows { at(by: HOUR) visitorsEver bought customersSeen } } }',
  '{ levelMetrics { rows { place day(by: MONTH) levelLast levelMean levelMedian jumps } meta { asOf fresh } } }',
  '{ metrics(fill: true) { rows { time(by: MONTH) orderMetrics { revenueEver perCustomer } levelMetrics { levelFirst } visitMetrics { visitors(shift: "-P1M") } } meta { asOf } } }',
  '{ customers(where: { orders: { every: { amount: { lt: "99999" } } } }) { nodes { id orderMetrics { medianAmount revenueTrailing again } levelMetrics { levelLast levelMean } } } }',
]

const ask = () =>
  Promise.all(questions.map(async (query) => (await home.post('acme', { query }, ['analyst'])).text))

test('another tenant’s values at the ends of their types break, lengthen and change nothing here', async () => {
  const before = await ask()
  for (const text of before) expect(text).not.toContain('"errors"')
  await home.shop.database.query(`
    update shop.orders set placed_at = 'infinity', local_at = 'infinity' where order_id = 1001;
    update shop.orders set placed_at = '294276-12-31T00:00:00Z', local_at = '294276-12-31' where order_id = 1002;
    update shop.orders set placed_at = '4700-01-01T00:00:00Z BC', amount = 'NaN' where order_id = 1003;
    update shop.orders set placed_at = '-infinity', amount = 99999999999999999999999999.9999 where order_id = 1004;
    update shop.customers set joined_at = 'infinity', loaded_at = '-infinity' where customer_id = 1001;
    update shop.customers set joined_at = '-infinity', loaded_at = 'infinity' where customer_id = 1002;
    update shop.visits set at = '-infinity' where visit_id = 1001;
    update shop.visits set at = '294276-12-31' where visit_id = 1002;
    update shop.levels set level = 2147483647, loaded_at = 'infinity' where tenant_id = 'globex'`)
  expect(await ask()).toEqual(before)
})

test('and its own such values are answered or refused in words', async () => {
  for (const query of questions) {
    const { text } = await home.post('globex', { query }, ['analyst'])
    expect([query, /"code":"(\w+)"/.exec(text)?.[1] ?? 'answered']).toEqual([
      query,
      expect.stringMatching(/^(?:answered|INVALID_VALUE|TOO_COSTLY|TIMEOUT)$/),
    ])
  }
})
