import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { execute, parse, validate } from 'graphql'
import { parse as parseYaml } from 'yaml'
import { configSchema } from '../../src/app/config/schema.ts'
import { catalogOf } from '../../src/catalog/catalog.ts'
import { changesOf, printApi } from '../../src/catalog/changes.ts'
import { tellFault } from '../../src/base/fault.ts'
import { apiSchema } from '../../src/documents/index.ts'
import { loadModels } from '../../src/model/index.ts'

const root = resolve(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/catalog.md'), 'utf8')

/** A code block of a language: the first, the second … */
function block(language: string, nth = 0): string {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))][nth]?.[1] ?? ''
}

const model = block('graphql')

/** The models of the page, with `from` written as `to`. */
function load(from = '', to = '') {
  const { models, faults } = loadModels(new Map([['schema/customer.graphql', model.replaceAll(from, to)]]))
  return { models, faults, schema: apiSchema(models, []) }
}

describe('the page on the catalog', () => {
  test('shows what is answered', () => {
    const { models, faults, schema } = load()
    expect(faults).toEqual([])
    const document = parse(block('graphql', 1))
    expect(validate(schema, document)).toEqual([])
    const rootValue = { _catalog: catalogOf(models, { roles: [], sources: true }) }
    expect(execute({ schema, document, rootValue })).toEqual({ data: JSON.parse(block('json')) })
  })

  test('shows a setting that sluice.yaml takes', () => {
    expect(configSchema.parse(parseYaml(block('yaml'))).serve.sources).toEqual(['data-engineer'])
  })

  test('shows a change as `sluice check` tells it', () => {
    const committed = printApi(load().schema)
    const changed = load('worth', 'value')
    expect(changed.faults).toEqual([])
    const found = changesOf('schema.graphql', committed, changed.schema)
    const fault = found.find(({ what }) => what.includes('CustomerMetricsRow.worth '))
    const told = /^\$ sluice check.*\n([\s\S]*?)\n```/m.exec(page)?.[1]
    // On which line that is, moves with everything that stands before it.
    const still = (text = '') => text.replaceAll(/\d+/g, '…').replaceAll(/^ +(?=[…|])/gm, '')
    expect(still(fault && tellFault(fault, committed))).toBe(still(told))
  })
})
