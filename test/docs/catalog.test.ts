import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { execute, parse, validate } from 'graphql'
import { parse as parseYaml } from 'yaml'
import { configSchema } from '../../src/app/config/schema.ts'
import { catalogOf } from '../../src/catalog/catalog.ts'
import { changesOf } from '../../src/catalog/changes.ts'
import { tellFault } from '../../src/base/fault.ts'
import { apiSchema } from '../../src/documents/index.ts'
import { loadModels, readSchemaFolder } from '../../src/model/index.ts'

const root = resolve(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/catalog.md'), 'utf8')

/** The first code block of a language. */
function block(language: string): string {
  return new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(page)?.[1] ?? ''
}

const files = await readSchemaFolder(join(root, 'schema'), 'schema')
const { models } = loadModels(files)
const schema = apiSchema(models, [])

describe('the page on the catalog', () => {
  test('shows what the demo answers', () => {
    const document = parse(block('graphql'))
    expect(validate(schema, document)).toEqual([])
    const rootValue = { _catalog: catalogOf(models, { roles: [], sources: true }) }
    expect(execute({ schema, document, rootValue })).toEqual({ data: JSON.parse(block('json')) })
  })

  test('shows a setting that sluice.yaml takes', () => {
    expect(configSchema.parse(parseYaml(block('yaml'))).serve.sources).toEqual(['data-engineer'])
  })

  test('shows a change as `sluice check` tells it', () => {
    const renamed = new Map(
      [...files].map(([name, text]) => [
        name,
        text.replace('revenue: Decimal @', 'turnover: Decimal @').replace('{revenue} /', '{turnover} /'),
      ]),
    )
    const { models: changed, faults } = loadModels(renamed)
    expect(faults).toEqual([])
    const committed = readFileSync(join(root, 'schema.graphql'), 'utf8')
    const found = changesOf('schema.graphql', committed, apiSchema(changed, changed.roles))
    const fault = found.find(({ what }) => what.includes('OrderMetricsRow.revenue '))
    const told = /^\$ sluice check.*\n([\s\S]*?)^```/m.exec(page)?.[1] ?? ''
    // Where it stands moves with every change of the models.
    const still = (text: string) =>
      text
        .replaceAll(/\d+/g, 'N')
        .replaceAll(/^ +(?=N |\|)/gm, '')
        .trim()
    expect(fault && still(tellFault(fault, committed))).toBe(still(told))
  })
})
