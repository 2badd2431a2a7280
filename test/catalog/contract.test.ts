import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { buildSchema } from 'graphql'
import { printApi } from '../../src/catalog/changes.ts'
import { restrictionsOf } from '../../src/catalog/restrictions.ts'
import { apiSchema } from '../../src/documents/index.ts'
import { loadModels, readSchemaFolder } from '../../src/model/index.ts'
import { demoProject, sluice } from '../support/line.ts'

const root = resolve(import.meta.dirname, '../..')

describe('the committed API of the demo', () => {
  test('is the one that its models give: `sluice schema --write` brings it up to date', async () => {
    const { models } = loadModels(await readSchemaFolder(join(root, 'schema'), 'schema'))
    const committed = await readFile(join(root, 'schema.graphql'), 'utf8')
    expect(committed).toBe(printApi(apiSchema(models, models.roles), restrictionsOf(models)))
  })

  test('is a schema like any other, descriptions and all', async () => {
    const schema = buildSchema(await readFile(join(root, 'schema.graphql'), 'utf8'))
    expect(schema.getType('Order')?.description).toContain('A purchase')
    expect(schema.getQueryType()?.getFields()).toHaveProperty('orderMetrics')
  })
})

describe('a project’s committed API', () => {
  let dir: string
  let remove: () => Promise<void>

  beforeEach(async () => ({ dir, remove } = await demoProject()))
  afterEach(() => remove())

  const run = (...args: readonly string[]) => sluice([...args, '--project', dir])

  async function edit(from: string | RegExp, to: string, model = 'order'): Promise<void> {
    const file = join(dir, `schema/${model}.graphql`)
    const text = await readFile(file, 'utf8')
    const edited = text.replace(from, to)
    expect(edited).not.toBe(text)
    await writeFile(file, edited)
  }

  test('is none of its models: the loader reads schema/ alone', async () => {
    const without = await run('schema')
    await writeFile(join(dir, 'schema.graphql'), 'type Nonsense { id: ID! }\n')
    const beside = await run('schema')
    expect(without.code).toBe(0)
    expect(beside).toEqual(without)
  })

  test('is written once, and then it is up to date', async () => {
    expect(await run('schema', '--write')).toMatchObject({
      code: 0,
      stderr: 'Wrote schema.graphql: commit it\n',
    })
    expect(await run('schema', '--write')).toMatchObject({
      code: 0,
      stderr: 'schema.graphql is up to date\n',
    })
    const { code, stdout, stderr } = await run('check', '--offline')
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(stderr).toContain('No faults')
    expect(stderr).not.toContain('schema.graphql')
  })

  test('is missed with a note, no fault, where there is none', async () => {
    const { code, stderr } = await run('check', '--offline')
    expect(code).toBe(0)
    expect(stderr).toContain("No schema.graphql: changes that break apps aren't found.")
  })

  test('breaks with a field that is renamed: each place is a fault, and what to do is said', async () => {
    await run('schema', '--write')
    await edit('  discountCode: String', '  voucher: String @column(name: "discount_code")')
    const { code, stdout } = await run('check', '--offline')
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /^schema\.graphql:\d+:\d+: Breaks apps that use the API: Order\.discountCode was removed$/m,
    )
    expect(stdout).toContain('OrderWhere.discountCode was removed')
    expect(stdout).toMatch(/to do: +Keep it and say @deprecated/)
    expect(stdout).not.toContain('voucher')
    await run('schema', '--write')
    const { code: again, stdout: json } = await run('check', '--offline', '--json')
    expect([again, JSON.parse(json).faults]).toEqual([0, []])
  })

  test('is held against new rules: a mask for some breaks apps of the others, another mask is a warning', async () => {
    await run('schema', '--write')
    await edit('  currency: String!', '  currency: String! @pii(kind: OTHER, mask: HASH, clear: ["support"])')
    await edit(
      'email: String @pii(kind: EMAIL, mask: PARTIAL',
      'email: String @pii(kind: EMAIL, mask: HASH',
      'customer',
    )
    const { code, stdout } = await run('check', '--offline')
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /^schema\.graphql:\d+:\d+: Breaks apps that use the API without being cleared: Order\.currency is now masked HASH but for support$/m,
    )
    expect(stdout).toMatch(
      /^schema\.graphql:\d+:\d+: warning: .*: Customer\.email is now masked HASH but for support$/m,
    )
    await run('schema', '--write')
    expect((await run('check', '--offline')).stdout).toBe('')
  })

  test('is behind with a measure more: a warning', async () => {
    await run('schema', '--write')
    await edit(
      '  orderCount: Int!',
      '  bigOrders: Int! @measure(count: true, where: "{large}")\n  orderCount: Int!',
    )
    const { code, stdout, stderr } = await run('check', '--offline')
    expect(code).toBe(0)
    expect(stdout).toContain('schema.graphql:1:1: warning: schema.graphql is behind the API')
    expect(stderr).toContain('1 warning')
  })

  test('can be printed as a role sees it', async () => {
    const everyone = ['analyst', 'sales', 'support'].flatMap((role) => ['--role', role])
    const [all, each, analyst, nobody] = await Promise.all([
      run('schema'),
      run('schema', ...everyone),
      run('schema', '--role', 'analyst'),
      run('schema', '--no-roles', '--json'),
    ])
    // Whose rules they are is said once, in what is committed.
    const [api, rules] = all.stdout.split('\n# Rules of the model')
    expect(each.stdout.trim()).toBe(api?.trim())
    expect(rules).toContain('# Customer.email masked PARTIAL but for support')
    expect(analyst.stdout).toContain('  amountLocal: Decimal!')
    expect(analyst.stdout).toContain('Masked: a part of it')
    expect(JSON.parse(nobody.stdout).schema).not.toContain('amountLocal')
    expect(() => buildSchema(all.stdout)).not.toThrow()
  })

  test.each([
    [
      ['--role', 'analist'],
      'No rule names the role "analist". Expected one of analyst, sales, support. Write --role analyst',
    ],
    [['--write', '--role', 'analyst'], '--write is for the API of all roles'],
  ])('%j is refused in words', async (args, told) => {
    const { code, stderr } = await run('schema', ...args)
    expect(code).toBe(2)
    expect(stderr).toContain(told)
  })
})
