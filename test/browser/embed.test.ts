import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Locator, Page } from 'playwright-core'
import { openBrowser } from './support/browser.ts'
import { answer, sales } from './support/sales.ts'
import { openServer, type Server } from './support/server.ts'

const PAGE = `<!doctype html><html lang="en"><title>A stranger's page</title>
  <link rel="stylesheet" href="/page.css"><script type="module" src="/embed.js"></script>
  <sluice-dashboard name="sales"></sluice-dashboard></html>`

type Answer = ReturnType<typeof answer> & { errors?: unknown[] }

let browser: Browser
let server: Server
let page: Page
let faults: string[]
const tokens = new Set<string>()
const waits: number[] = []
let respond: (variables: Record<string, unknown>) => Answer | Promise<Answer>

beforeAll(async () => {
  browser = await openBrowser()
  server = await openServer(
    { definition: sales, answer: (variables) => respond(variables), tokens, waits },
    PAGE,
  )
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

afterEach(() => page?.close())

/** Opens the page; `console` and policy faults are gathered, and the element gets `token` unless it is empty. */
async function open(token = 'good', options: Parameters<Browser['newPage']>[0] = {}): Promise<Locator> {
  server.heard.length = 0
  faults = []
  tokens.clear()
  tokens.add('good')
  respond = answer
  page = await browser.newPage({ locale: 'en-US', viewport: { width: 1200, height: 1000 }, ...options })
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(server.origin)
  if (token)
    await page
      .locator('sluice-dashboard')
      .evaluate((element, token) => element.setAttribute('token', token), token)
  return page.locator('sluice-dashboard')
}

function card(title: string): Locator {
  return page.locator('sluice-widget', { has: page.getByRole('heading', { name: title, exact: true }) })
}

test('one request for the definition and one for the data of all widgets fill the dashboard', async () => {
  await open()
  await card('Revenue').locator('.figure').waitFor()
  expect(await page.locator('sluice-widget').count()).toBe(sales.widgets.length)
  expect(await page.locator('.skeleton, .note').count()).toBe(0)
  expect(server.heard.map(({ path }) => path).sort()).toEqual(['/dashboards/sales', '/graphql'])
  expect(server.heard.find(({ path }) => path === '/graphql')?.body).toEqual({
    documentId: 'dashboard:sales',
    variables: {},
  })
  expect(server.heard.map(({ token }) => token)).toEqual(['good', 'good'])
})

test('it runs under a strict Content-Security-Policy with Trusted Types, and nothing is said on the console', async () => {
  await open()
  await card('Revenue').locator('.figure').waitFor()
  await card('Revenue by day').locator('svg[tabindex]').hover()
  await card('Revenue by plan').getByRole('button').click()
  await page.getByText('30 days').click()
  await card('Largest orders').getByRole('button', { name: 'Amount' }).click()
  expect(faults).toEqual([])
})

test('a figure keeps every digit of a decimal, in the format that the chart names', async () => {
  await open()
  await card('Revenue').locator('.figure').waitFor()
  expect(await card('Revenue').locator('.figure').textContent()).toBe('$12,345,678,901,234,567.89')
  expect(await card('Orders').locator('.figure').textContent()).toBe('48,303')
  expect(await card('Average order').locator('.figure').textContent()).toBe('$84.51')
  expect(await card('Refund rate').locator('.figure').textContent()).toBe('4.2%')
})

test('numbers are written in the language of the page', async () => {
  const dashboard = await open()
  await dashboard.evaluate((element) => element.setAttribute('locale', 'de-DE'))
  await card('Orders').getByText('48.303').waitFor()
  expect(await card('Average order').locator('.figure').textContent()).toBe('84,51\u00a0$')
})

test('choosing a time range asks once more, with that range, and keeps the old numbers until the new ones come', async () => {
  await open()
  await card('Orders').getByText('48,303').waitFor()
  server.heard.length = 0
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  respond = async (variables) => {
    await held
    return answer(variables)
  }
  await page.getByText('7 days').first().click()
  await page.locator('sluice-widget[stale]').first().waitFor()
  expect(await card('Orders').locator('.figure').textContent()).toBe('48,303')
  release()
  await card('Orders').getByText('48,220').waitFor()
  expect(server.heard.map(({ path, body }) => [path, body?.variables])).toEqual([
    ['/graphql', { range: 'P7D' }],
  ])
})

test('an error of one widget stays with that widget', async () => {
  const dashboard = await open('')
  respond = (variables) => {
    const { data } = answer(variables)
    return {
      data: { ...data, Plans__orderMetrics: null },
      errors: [{ message: 'It took too long', path: ['Plans__orderMetrics'] }],
    }
  }
  await dashboard.evaluate((element) => element.setAttribute('token', 'good'))
  await card('Revenue by plan').getByRole('alert').waitFor()
  expect(await card('Revenue by plan').getByRole('alert').textContent()).toBe('It took too long')
  expect(await page.getByRole('alert').count()).toBe(1)
  expect(await card('Orders').locator('.figure').textContent()).toBe('48,303')
})

test('a widget without rows says so', async () => {
  const dashboard = await open('')
  respond = (variables) => ({ data: { ...answer(variables).data, Daily__orderMetrics: { rows: [] } } })
  await dashboard.evaluate((element) => element.setAttribute('token', 'good'))
  await card('Revenue by day').getByText('Nothing in this period.').waitFor()
  expect(await page.locator('.note').count()).toBe(1)
})

test('labels that look like markup stay text', async () => {
  const evil = '<img src=x onerror="window.pwned = true">'
  const dashboard = await open('')
  respond = (variables) => answer(variables, evil)
  await dashboard.evaluate((element) => element.setAttribute('token', 'good'))
  await card('Revenue by plan').getByText(evil).waitFor()
  await card('Revenue by plan').getByRole('button').click()
  await card('Revenue by plan').getByRole('cell', { name: evil }).waitFor()
  expect(await page.locator('img').count()).toBe(0)
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false)
  expect(faults).toEqual([])
})

test('an expired token is renewed once for both requests', async () => {
  const dashboard = await open('')
  await dashboard.evaluate((element) => {
    const state = { calls: 0 }
    Object.assign(window, { state })
    Object.assign(element, {
      token: 'expired',
      getToken: () => {
        state.calls += 1
        return 'good'
      },
    })
  })
  await card('Orders').getByText('48,303').waitFor()
  expect(await page.evaluate(() => (window as unknown as { state: { calls: number } }).state.calls)).toBe(1)
  expect(server.heard.map(({ token }) => token).sort()).toEqual(['expired', 'expired', 'good', 'good'])
})

test('a token that stays refused is told to the reader, and asked for no more than once', async () => {
  const dashboard = await open('')
  await dashboard.evaluate((element) => {
    Object.assign(element, { token: 'expired', getToken: () => 'worse' })
  })
  await page.getByRole('alert').getByText('Your access has expired.').waitFor()
  expect(server.heard.length).toBe(4)
})

test('a server without room is asked again when it said, and the reader sees the numbers then', async () => {
  waits.push(1)
  await open()
  const begun = Date.now()
  await card('Revenue').locator('.figure').waitFor()
  expect(Date.now() - begun).toBeGreaterThan(900)
  expect(server.heard.filter(({ path }) => path === '/graphql')).toHaveLength(2)
  expect(await page.locator('[role=alert]').count()).toBe(0)
})

test('a reader is told of a wait that is long, and of one that doesn’t end; a click asks again', async () => {
  waits.push(40)
  await open()
  await page.getByText('Too many requests just now. Try again in 40 seconds.').waitFor()
  expect(server.heard.filter(({ path }) => path === '/graphql')).toHaveLength(1)
  waits.push(1, 1, 1)
  await page.getByRole('button', { name: /Try again|Refresh/ }).click()
  await page.getByText('Too many requests just now. Try again in a second.').waitFor()
  expect(server.heard.filter(({ path }) => path === '/graphql')).toHaveLength(4)
  await page.getByRole('button', { name: /Try again|Refresh/ }).click()
  await card('Revenue').locator('.figure').waitFor()
})

test('another token leaves nothing of the tenant before on the screen', async () => {
  const dashboard = await open()
  await card('Orders').getByText('48,303').waitFor()
  await dashboard.evaluate((element) => element.setAttribute('token', 'stranger'))
  await page.getByRole('alert').waitFor()
  expect(await page.getByText('48,303').count()).toBe(0)
  expect(await page.locator('sluice-widget').count()).toBe(0)
})

test('a missing day breaks the line instead of being drawn over', async () => {
  await open()
  const path = card('Revenue by day').locator('path.stroke')
  await path.waitFor()
  const strokes = (await path.getAttribute('d'))?.match(/M/g)
  // Of the 90 days, three have no revenue: the 18th, the 59th, and none at the ends.
  expect(strokes?.length).toBe(3)
})

test('the arrow keys read a chart point by point, exact, for a screen reader too', async () => {
  await open()
  const chart = card('Revenue by day').locator('svg[tabindex]')
  await chart.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  const said = card('Revenue by day').getByRole('status')
  await said.waitFor()
  expect((await said.textContent())?.replaceAll(/\s+/g, ' ')).toContain('Nov 20, 2026')
  const { data } = answer({})
  const rows = (data['Daily__orderMetrics'] as { rows: { revenue: string }[] }).rows
  const exact = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(
    rows.at(-2)?.revenue as Intl.StringNumericLiteral,
  )
  expect(await said.locator('dd').textContent()).toBe(exact)
  await page.keyboard.press('Escape')
  expect(await said.count()).toBe(0)
})

test('each chart has its data as a table, and a table sorts by number, not by letter', async () => {
  await open()
  await card('Revenue by plan').getByRole('button', { name: 'Revenue by plan as a table' }).click()
  const table = card('Revenue by plan').getByRole('table')
  expect(await table.locator('tbody tr').count()).toBe(5)
  await table.getByRole('button', { name: 'Revenue' }).click()
  expect(await table.locator('tbody tr td:last-child').allTextContents()).toEqual([
    '$310.05',
    '$12,004.40',
    '$122,901.00',
    '$301,220.55',
    '$482,133.10',
  ])
  expect(await table.getByRole('columnheader', { name: 'Revenue' }).getAttribute('aria-sort')).toBe(
    'ascending',
  )
})

test('a figure tells how it stands to the one that it is compared with, in words, and says so where nobody knows', async () => {
  await open()
  const told = async (title: string) => {
    const line = card(title).locator('.than')
    await line.waitFor()
    return [
      (await line.textContent())?.replaceAll(/\s+/g, ' ').trim(),
      await line.locator('.delta').getAttribute('class'),
    ]
  }
  expect(await told('Sold')).toEqual(['up 6.2% vs last year', 'delta good'])
  expect(await told('Returns')).toEqual(['up 0.4 pts vs last month', 'delta bad'])
  expect(await told('New shelf')).toEqual(['—unknown vs last year', 'delta'])
  expect(await card('Sold').locator('.than').getAttribute('title')).toBe('1,000 last year')
})

test('what a line is compared with lies dimmed below it, and the tooltip names the difference', async () => {
  await open()
  const weekly = card('Revenue by week')
  await weekly.locator('path.stroke').first().waitFor()
  const strokes = await weekly.locator('path.stroke').evaluateAll((paths) => paths.map((p) => p.classList[1]))
  expect(strokes).toEqual(['was', 's0'])
  expect(await weekly.locator('.legend li').allTextContents()).toEqual(['Revenue', 'Last year'])
  await weekly.locator('svg[tabindex]').focus()
  await page.keyboard.press('Home')
  const said = weekly.getByRole('status')
  expect((await said.locator('.than').textContent())?.trim()).toBe('up 25.0%')
  await page.keyboard.press('End')
  expect((await said.locator('.than').textContent())?.trim()).toBe('—unknown')
})

test('a period that isn’t over is drawn as one that isn’t, and told so', async () => {
  const dashboard = await open('')
  const week = 7 * 86_400_000
  const rows = [3, 2, 1, 0].map((ago) => ({
    placedAt: new Date(Date.now() - ago * week - 86_400_000).toISOString(),
    revenue: `${ago + 1}00.00`,
    lastYear: '150.00',
  }))
  respond = (variables) => ({ data: { ...answer(variables).data, Weekly__orderMetrics: { rows } } })
  await dashboard.evaluate((element) => element.setAttribute('token', 'good'))
  const weekly = card('Revenue by week')
  await weekly.locator('path.tail.s0').waitFor()
  await weekly.locator('svg[tabindex]').focus()
  await page.keyboard.press('End')
  await weekly.getByRole('status').getByText('so far').waitFor()
  await page.keyboard.press('ArrowLeft')
  expect(await weekly.getByText('so far').count()).toBe(0)
})

test('others are a bar of their own in a colour of its own, not the group without a value', async () => {
  await open()
  const bars = card('Revenue by country').locator('ul.bars > li')
  await bars.first().waitFor()
  expect(await bars.locator('.name').allTextContents()).toEqual(['FR', 'None', 'Others'])
  expect(await bars.locator('.value').allTextContents()).toEqual(['$900.00', '$300.00', '$200.00'])
  expect(await bars.locator('.delta').allTextContents()).toEqual(['down 10.0%', '—unknown', 'No change'])
  const hues = await bars
    .locator('rect.bar')
    .evaluateAll((all) => all.map((bar) => getComputedStyle(bar).fill))
  expect(new Set(hues.slice(0, 2)).size).toBe(1)
  expect(hues[2]).not.toBe(hues[0])
  // Where it stood before is marked on the bar; the second has no before.
  expect(await bars.locator('line.mark').count()).toBe(2)
})

test('a table keeps others last however it is sorted, each column in its own format, changes by how large they are', async () => {
  await open()
  const products = card('Products')
  await products.getByRole('table').waitFor()
  expect(await products.locator('thead th button').allInnerTexts()).toEqual([
    'Product name',
    'Sales',
    'Share',
    'vs last year',
  ])
  const column = async (n: number) =>
    (await products.locator(`tbody td:nth-child(${n})`).allTextContents()).map((text) => text.trim())
  expect(await column(1)).toEqual(['Lamp', 'Chair', 'Vase', 'Others'])
  expect(await column(3)).toEqual(['50.0%', '30.0%', '15.0%', '5.0%'])
  expect(await column(4)).toEqual(['up 25.0%', '—unknown', 'down 25.0%', 'up 100%'])
  await products.getByRole('button', { name: 'vs last year' }).click()
  expect(await column(1)).toEqual(['Vase', 'Lamp', 'Chair', 'Others'])
  await products.getByRole('button', { name: 'Sales' }).click()
  expect(await column(1)).toEqual(['Vase', 'Chair', 'Lamp', 'Others'])
})

test('a table of several models names months as months, and measures without their models', async () => {
  await open()
  const months = card('Months')
  await months.getByRole('table').waitFor()
  expect(await months.locator('thead th button').allInnerTexts()).toEqual(['Month', 'New customers'])
  expect(await months.locator('tbody tr').first().locator('td').allTextContents()).toEqual([
    'November 2026',
    '1,200',
  ])
})

test('on a phone nothing is wider than the page, in the light and in the dark', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await open('good', { viewport: { width: 360, height: 800 }, colorScheme })
    await card('Orders').locator('.figure').waitFor()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBe(360)
    await page.close()
  }
})

test('the embed is one file within its budget of 60 kB', () => {
  const file = join(import.meta.dirname, '../../web/dist/embed.js')
  const text = readFileSync(file, 'utf8')
  expect(gzipSync(text).length).toBeLessThan(60_000)
  expect(/^import\b|\bimport\(/m.test(text)).toBe(false)
})
