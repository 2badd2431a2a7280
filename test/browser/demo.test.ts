import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './support/browser.ts'
import { startDemo, type Demo } from './support/demo.ts'

let demo: Demo
let browser: Browser
let page: Page
let faults: string[]
let requests: string[]

beforeAll(async () => {
  demo = await startDemo()
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await demo?.close()
})

beforeEach(async () => {
  faults = []
  requests = []
  page = await browser.newPage({ locale: 'en-US', viewport: { width: 1440, height: 1000 } })
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) =>
    requests.push(`${request.method()} ${request.url().replace(demo.origin, '')}`),
  )
})

afterEach(() => page.close())

/** What the dashboard's first two figures should read, straight from the table. */
async function figures(tenant: string, days: number): Promise<string[]> {
  const { rows } = await demo.sql(
    `select sum(amount_usd) filter (where status = 'PAID') as revenue, count(*) as orders
     from marts.orders where tenant_id = $1 and placed_at >= now() - $2 * interval '1 day' and placed_at <= now()`,
    [tenant, days],
  )
  const { revenue, orders } = rows[0] as {
    revenue: Intl.StringNumericLiteral
    orders: Intl.StringNumericLiteral
  }
  const usd = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 })
  return [usd.format(revenue), new Intl.NumberFormat('en-US').format(orders)]
}

async function shown(): Promise<string[]> {
  const texts = await page.locator('sluice-widget .figure').allTextContents()
  return texts.slice(0, 2)
}

/** What is shown once it is `expected`, or after five seconds: a widget is blank for a moment after its data came. */
async function settled(expected: readonly string[]): Promise<string[]> {
  for (let left = 50; left > 0; left--) {
    const now = await shown()
    if (now.join() === expected.join()) return now
    await page.waitForTimeout(100)
  }
  return shown()
}

async function choose(shop: string): Promise<void> {
  const loaded = page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        document.addEventListener('sluice-load', () => resolve(), { once: true }),
      ),
  )
  await page.getByLabel('Shop').selectOption({ label: shop })
  await loaded
}

test('the front page shows a shop its own numbers, those that SQL says, and another shop others', async () => {
  await page.goto(demo.origin)
  await page.locator('sluice-widget .figure').first().waitFor()
  const first = await figures('lumen-lane', 90)
  expect(await settled(first)).toEqual(first)
  await choose('Papier Bleu')
  const other = await figures('papier-bleu', 90)
  expect(await settled(other)).toEqual(other)
  expect(other).not.toEqual(await figures('lumen-lane', 90))
  expect(faults).toEqual([])
})

test('a figure stands beside that of a year before, as SQL says it', async () => {
  await page.goto(demo.origin)
  const orders = page.locator('sluice-widget', {
    has: page.getByRole('heading', { name: 'Orders', exact: true }),
  })
  await orders.locator('.than').waitFor()
  const { rows } = await demo.sql(
    `select count(*)::int as was from marts.orders where tenant_id = 'lumen-lane'
     and placed_at >= now() - interval '454 days' and placed_at < now() - interval '364 days'`,
    [],
  )
  const { was } = rows[0] as { was: number }
  const now = Number((await orders.locator('.figure').textContent())?.replaceAll(',', ''))
  const percent = ((100 * Math.abs(now - was)) / was).toFixed(1)
  expect((await orders.locator('.than').textContent())?.replaceAll(/\s+/g, ' ').trim()).toBe(
    `${now > was ? 'up' : 'down'} ${percent}% vs last year`,
  )
})

test('every widget has an answer, for a shop that has left the platform too', async () => {
  await page.goto(`${demo.origin}/?shop=kettle-crane`)
  await page.locator('sluice-widget .figure').first().waitFor()
  expect(await page.locator('sluice-widget').count()).toBe(10)
  expect(await page.locator('.skeleton, .failed, [role="alert"]').count()).toBe(0)
  expect(faults).toEqual([])
})

test('a longer time range is asked for, and answered, for all widgets in one request', async () => {
  await page.goto(demo.origin)
  await page.locator('sluice-widget .figure').first().waitFor()
  const before = await shown()
  requests.length = 0
  await page.getByText('365 days').click()
  await page.waitForFunction(
    (before) =>
      document
        .querySelector('sluice-dashboard')
        ?.shadowRoot?.querySelector('sluice-widget')
        ?.shadowRoot?.querySelector('.figure')?.textContent !== before,
    before[0],
  )
  const year = await figures('lumen-lane', 365)
  expect(await settled(year)).toEqual(year)
  expect(requests.filter((request) => !request.includes('/demo/syncs'))).toEqual(['POST /graphql'])
})

test('opening the page asks for each thing once, all of it from the same server', async () => {
  await page.goto(demo.origin)
  await page.locator('sluice-widget .figure').first().waitFor()
  const asked = requests.filter(
    (request) => !request.includes('/assets/') && !request.includes('/demo/syncs'),
  )
  expect(asked.map((request) => request.replace(/\?.*/, '')).sort()).toEqual([
    'GET /',
    'GET /dashboards/sales',
    'GET /demo/shops',
    'GET /embed.js',
    'POST /demo/token',
    'POST /embed/token',
    'POST /graphql',
  ])
})

test('the snippet beside it is a query that answers as the chosen shop', async () => {
  await page.goto(`${demo.origin}/?shop=papier-bleu`)
  await page.locator('sluice-widget .figure').first().waitFor()
  const token = await page.locator('#token').textContent()
  const response = await fetch(`${demo.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ orderMetrics { totals { orderCount } } }' }),
  })
  const { rows } = await demo.sql('select count(*)::int as orders from marts.orders where tenant_id = $1', [
    'papier-bleu',
  ])
  expect(await response.json()).toMatchObject({
    data: { orderMetrics: { totals: { orderCount: (rows[0] as { orders: number }).orders } } },
  })
})

test('the query editor answers its example as a demo shop, without a word on the console', async () => {
  await page.goto(`${demo.origin}/explore`)
  // The button is there before the editor is, and does nothing without one.
  await page.locator('.graphiql-query-editor .view-line', { hasText: 'orderMetrics' }).waitFor()
  const answered = page.waitForResponse(
    (response) => response.request().postData()?.includes('query Revenue') ?? false,
  )
  await page.getByRole('button', { name: /Execute/ }).click()
  const { data } = (await (await answered).json()) as {
    data: { orderMetrics: { totals: { orderCount: number } } }
  }
  expect(data.orderMetrics.totals.orderCount).toBeGreaterThan(0)
  // The editor draws only the lines in view, the answer's first among them.
  await page.locator('.graphiql-response').getByText('orderMetrics').waitFor()
  expect(faults).toEqual([])
})
