import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse, validate, type OperationDefinitionNode } from 'graphql'
import { describe, expect, test } from '@jest/globals'
import { readConfig } from '../../src/app/config/index.ts'
import { errorKinds, type ErrorCode } from '../../src/base/errors.ts'
import { apiSchema, readOperation } from '../../src/documents/index.ts'
import { loadModels, readSchemaFolder } from '../../src/model/index.ts'
import { listQuestion } from '../../src/serve/exports/list.ts'
import { defaultLimits } from '../../src/serve/limits/limits.ts'
import { openApi } from '../serve/api.ts'

const root = resolve(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/http.md'), 'utf8')
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, code = '']) => code,
  )
const { models } = loadModels(await readSchemaFolder(join(root, 'schema'), 'schema'))

describe('The page about HTTP', () => {
  test('has exports that the demo takes, for any role', () => {
    const schema = apiSchema(models, [])
    expect(blocks('graphql')).toHaveLength(2)
    for (const text of blocks('graphql')) {
      const document = parse(text)
      expect(validate(schema, document)).toEqual([])
      const operation = document.definitions[0] as OperationDefinitionNode
      const fields = readOperation(models, schema, document, operation, { from: '2026-01-01T00:00:00Z' })
      expect(listQuestion(fields, true, true).as).toMatch(/^order/)
    }
  })

  test('has settings that sluice.yaml takes, and the ones that hold unless told', () => {
    const settings = blocks('yaml').map(
      (text) => readConfig(text, { METRICS_TOKEN: 'a-token-for-metrics' }).config.serve,
    )
    const [documents, exports, metrics] = settings
    expect(documents?.documents).toEqual({ folder: 'documents', only: true })
    expect(defaultLimits.exports).toMatchObject(exports?.exports ?? {})
    expect(metrics?.metrics).toEqual({ token: 'a-token-for-metrics' })
  })

  test('names every code that an answer can have, with its status', () => {
    const rows = [...page.matchAll(/^\| (`[A-Z_` ]+`) \| (\d+)/gm)].flatMap(([, codes = '', status]) =>
      [...codes.matchAll(/[A-Z_]+/g)].map(([code]) => [code, Number(status)] as const),
    )
    const told = new Map(rows)
    const codes = Object.keys(errorKinds) as ErrorCode[]
    const served = codes.filter(
      (code) => errorKinds[code].mend === 'caller' && !['USAGE', 'CONFLICT'].includes(code),
    )
    for (const code of [...served, 'UNAVAILABLE', 'UNGUARDED', 'INTERNAL'] as const) {
      expect([code, told.get(code)]).toEqual([code, errorKinds[code].status])
    }
  })

  test('names every metric', async () => {
    const api = await openApi({ metrics: true })
    const { text } = await api.send('/metrics')
    await api.close()
    const names = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name = '']) => name)
    expect(names.length).toBeGreaterThan(5)
    expect(names.filter((name) => !page.includes(`\`${name}`))).toEqual([])
  })
})
