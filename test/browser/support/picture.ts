// Takes the picture of the README, of a demo that runs: `npm start`, then `node test/browser/support/picture.ts [ADDRESS]`
// (with the project's own Node: `node_modules/.bin/node`).
import { join } from 'node:path'
import { openBrowser } from './browser.ts'

const [, , address = 'http://127.0.0.1:4000'] = process.argv
const browser = await openBrowser()
try {
  const page = await browser.newPage({
    locale: 'en-US',
    colorScheme: 'light',
    viewport: { width: 1360, height: 1112 },
  })
  await page.goto(address)
  await page.locator('sluice-widget .figure').first().waitFor()
  // The token is good for an hour, but it has no place in a picture.
  await page.evaluate(() => document.querySelector('section[aria-labelledby="ask-title"]')?.remove())
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(import.meta.dirname, '../../../docs/pictures/home.png') })
} finally {
  await browser.close()
}
