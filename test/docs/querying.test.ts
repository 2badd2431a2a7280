import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { openDemo, type Demo } from './support/demo.ts'
import { laidOutJson } from './support/json.ts'
import { readPage, rewrite, type Block, type Example } from './support/page.ts'

const file = resolve(import.meta.dirname, '../../docs/querying.md')
const page = readPage(file)
const updating = process.env['SLUICE_UPDATE'] === '1' && !process.env['CI']

/** The shop whose answers the page shows, and another. */
const [SHOP, OTHER] = ['lumen-lane', 'northbeam-outdoors']

/** An example that is exported says how: `# accept: text/csv`. */
const acceptOf = ({ request }: Example) => /^# accept: (.*)$/m.exec(request)?.[1]?.trim()
const exports = page.examples.filter((example) => acceptOf(example) !== undefined)
const requests = page.examples.filter((example) => acceptOf(example) === undefined)

let demo: Demo
const changes: { block: Block; text: string }[] = []

beforeAll(async () => {
  demo = await openDemo()
})
afterAll(async () => {
  await demo?.close()
  if (updating) rewrite(file, changes)
})

/** What the page shows; where a person updates it, what it will show. */
function shown(block: Block | undefined, now: string): string | undefined {
  if (!updating || !block) return block?.text
  changes.push({ block, text: now })
  return now
}

describe('the page on querying', () => {
  test.each(requests)('$name: what is asked gives the answer that is shown', async (example) => {
    const { data, errors = [] } = await demo.ask(SHOP, example)
    const refused = errors.map(({ message }) => message).join('\n')
    expect(shown(example.text, refused) ?? '').toBe(refused)
    const answer = refused === '' ? data : null
    expect(JSON.parse(shown(example.json, laidOutJson(answer)) ?? 'null')).toEqual(answer)
  })

  test.each(exports)('$name: what is exported is the file that is shown', async (example) => {
    const told = await demo.exported(SHOP, example, acceptOf(example) ?? '')
    const lines = told.trimEnd().split(/\r?\n/)
    const kept = lines.length > SHOWN ? [...lines.slice(0, SHOWN), '…'] : lines
    expect(shown(fileOf(example), kept.join('\n'))).toBe(kept.join('\n'))
  })

  test('another shop gets none of these answers', async () => {
    const told = requests.filter(({ json }) => json)
    const others = await Promise.all(told.map((example) => demo.ask(OTHER, example)))
    const equal = told.filter(({ json }, i) => laidOutJson(others[i]?.data) === json?.text)
    expect(equal.map(({ name }) => name)).toEqual([])
  })

  test('a request takes two statements at most, and there are many of them', async () => {
    const told = await Promise.all(
      requests.filter(({ json }) => json).map((example) => demo.ask(SHOP, example)),
    )
    expect(
      told.map(({ extensions }) => extensions?.sluice?.statements ?? 99).filter((count) => count > 2),
    ).toEqual([])
    expect(told.length).toBeGreaterThan(20)
  })

  test('has a recipe for what people ask of their numbers', () => {
    const headings = [...readFileSync(file, 'utf8').matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)
    const recipes = [
      'A number',
      'A series',
      'Compared with last year',
      'Top ten, and the rest',
      'A funnel',
      'Cohorts',
    ]
    expect(headings).toEqual(expect.arrayContaining([...recipes, 'A table with a drill-down', 'An export']))
  })
})

/** How many lines of a file the page shows. */
const SHOWN = 6

function fileOf({ request }: Example): Block | undefined {
  const at = page.blocks.findIndex(({ text }) => text === request)
  return page.blocks.slice(at + 1).find(({ language }) => language === 'csv' || language === 'jsonl')
}
