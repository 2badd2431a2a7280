import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { resolve } from 'node:path'
import { tellFault } from '../../src/base/fault.ts'
import { loadModels } from '../../src/model/index.ts'
import { directiveRules } from '../../src/model/load/directives.ts'
import { openHouse, type House, type Outcome } from './support/house.ts'
import { laidOutJson } from './support/json.ts'
import { legible } from './support/layout.ts'
import { isWrong, readPage, rewrite, type Block, type Example } from './support/page.ts'

const page = readPage(resolve(import.meta.dirname, '../../docs/modeling.md'))
const updating = process.env['SLUICE_UPDATE'] === '1' && !process.env['CI']

let house: House
const changes: { block: Block; text: string }[] = []

beforeAll(async () => {
  house = await openHouse(page, { tenants: ['acme', 'globex'], now: new Date('2026-04-01T12:00:00Z') })
})
afterAll(async () => {
  await house.close()
  if (updating) rewrite(page.file, changes)
})

/** How the page would show it. */
function shown({ statements, data, refused }: Outcome) {
  return {
    sql: statements.map((text) => `${legible(text)};`).join('\n\n'),
    json: data === undefined ? '' : laidOutJson(data),
    text: refused ?? '',
  }
}

function keep({ sql, json, text }: Example, outcome: Outcome): void {
  const now = shown(outcome)
  for (const [block, to] of [
    [sql, now.sql],
    [json, now.json],
    [text, now.text],
  ] as const)
    if (block) changes.push({ block, text: to })
}

const words = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

/** What the page says of an example. */
function told({ sql, json, text }: Example) {
  return {
    refused: text?.text.trim(),
    data: json && (JSON.parse(json.text) as unknown),
    ...(sql && { sql: words(sql.text) }),
  }
}

/** What came of it, as far as the page says anything. */
function real({ sql }: Example, outcome: Outcome) {
  const { refused, data } = outcome
  return { refused, data, ...(sql && { sql: words(shown(outcome).sql) }) }
}

describe('the page on modeling', () => {
  test.each(page.examples.map((example) => [example.name, example] as const))(
    '%s: what is asked gives the SQL and the answer that are shown',
    async (_, example) => {
      const outcome = await house.ask('acme', example)
      if (updating) return keep(example, outcome)
      expect(real(example, outcome)).toEqual(told(example))
    },
  )

  const wrong = page.blocks.flatMap((block, i) => {
    const told = page.blocks[i + 1]
    return isWrong(block) && told ? [{ model: block.text.replace(/^.*\n/, ''), told }] : []
  })

  test.each(wrong)('what is wrong with a model is told as the page tells it', ({ model, told: block }) => {
    const { faults } = loadModels(new Map([['schema/parcel.graphql', model]]))
    const text = faults.map((fault) => tellFault(fault, model)).join('\n\n')
    if (updating) return void changes.push({ block, text })
    expect(text).toBe(block.text)
  })

  test('every example has an answer or a refusal', () => {
    expect(page.examples.filter(({ json, text }) => !json === !text).map(({ name }) => name)).toEqual([])
    expect(page.examples.length).toBeGreaterThan(20)
  })

  test('every directive and every argument of one stands in an example', () => {
    const missing = Object.entries(directiveRules).flatMap(([name, rule]) => {
      const uses = [...page.schema.matchAll(new RegExp(`@${name}\\b[^@]*`, 'g'))].map(String).join()
      const absent = Object.keys(rule.arguments).filter((one) => !new RegExp(`\\b${one}:`).test(uses))
      return uses === '' ? [`@${name}`] : absent.map((one) => `@${name}(${one}:)`)
    })
    expect(missing).toEqual([])
  })

  test('no answer to one tenant has a value of the other: globex’s numbers are all above 9000', () => {
    const answers = page.examples.map(({ json }) => json?.text).join('\n')
    expect(answers).not.toMatch(/\b9\d{3,}|globex/)
  })
})
