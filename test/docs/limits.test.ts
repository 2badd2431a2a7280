import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse, validate } from 'graphql'
import { readConfig } from '../../src/app/config/index.ts'
import { apiSchema, readOperation } from '../../src/documents/index.ts'
import { loadModels, readSchemaFolder } from '../../src/model/index.ts'
import { limitCost } from '../../src/serve/limits/cost.ts'
import {
  defaultLimits,
  isLimit,
  limitList,
  limitsWith,
  type Limit,
  type LimitGroup,
} from '../../src/serve/limits/limits.ts'

const root = resolve(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/limits.md'), 'utf8')
const { models } = loadModels(await readSchemaFolder(join(root, 'schema'), 'schema'))

const block = (language: string) =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(page)?.[1] ?? ''

function rowsOf(listed: Readonly<Record<string, Limit | LimitGroup>>, before = ''): string[] {
  return Object.entries(listed).flatMap(([name, one]) =>
    isLimit(one)
      ? [
          `| \`${before}${name}\` | ${one.counts} | ${one.default.toLocaleString('en')} | ${one.perTenant ? 'yes' : ''} | \`${one.code}\` |`,
        ]
      : rowsOf(one, `${before}${name}.`),
  )
}

describe('The page about limits', () => {
  test('tells every limit as the list has it, and no other', () => {
    const told = [...page.matchAll(/^\| `[\w.]+` \|.*$/gm)].map(([row]) => row)
    expect(told).toEqual(rowsOf(limitList))
  })

  test('has settings that sluice.yaml takes; those of all are the usual ones', () => {
    const { serve } = readConfig(block('yaml'), {}).config
    expect(limitsWith(defaultLimits, serve.limits ?? {})).toEqual(defaultLimits)
    const own = limitsWith(defaultLimits, serve.tenants?.['shop_001'] ?? {})
    expect([own.requests.burst, own.turns.weight, own.turns.perTenant]).toEqual([1_000, 2, 4])
  })

  test('says what its query costs', () => {
    const schema = apiSchema(models, [])
    const document = parse(block('graphql'))
    expect(validate(schema, document)).toEqual([])
    const [operation] = document.definitions
    const fields = readOperation(models, schema, document, operation as never, {})
    const queries = fields.flatMap((field) => (field.is === 'query' ? [field.query] : []))
    const binding = { variables: {}, now: new Date(0) }
    expect(page).toContain(
      `costs 20 × 4 = ${limitCost(queries, { models, binding, limits: defaultLimits })}:`,
    )
  })
})

describe('sluice.yaml is told what it can’t say of limits:', () => {
  test.each([
    ['a limit that there isn’t', 'serve: { limits: { deepness: 3 } }'],
    ['a number that is none', 'serve: { limits: { requests: { perSecond: often } } }'],
    ['no requests at all', 'serve: { limits: { requests: { perSecond: 0 } } }'],
    ['for one tenant what holds for all', 'serve: { tenants: { acme: { turns: { atOnce: 3 } } } }'],
    ['for one tenant how deep documents may be', 'serve: { tenants: { acme: { depth: 30 } } }'],
  ])('%s', (_, text) => {
    expect(() => readConfig(text, {})).toThrow(/sluice\.yaml:1:\d+/)
  })
})
