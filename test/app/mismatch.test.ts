import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { demoProject, sluice, start } from '../support/line.ts'

let project: Awaited<ReturnType<typeof demoProject>>

beforeAll(async () => {
  project = await demoProject()
  const made = start(['demo', '--profile', 'small', '--project', project.dir], { SLUICE_PORT: '0' })
  await made.until(/Data is in/)
  made.child.kill('SIGINT')
  await made.ended
}, 120_000)

afterAll(() => project.remove())

async function replace(file: string, from: string, to: string): Promise<void> {
  const path = join(project.dir, file)
  const text = await readFile(path, 'utf8')
  expect(text).toContain(from)
  await writeFile(path, text.replace(from, to))
}

test.each(['serve', 'demo'])(
  '`%s` refuses a model that its warehouse does not fit, with every fault and its place',
  async (command) => {
    await replace('schema/product.graphql', 'name: String!', 'name: Int!')
    await replace('schema/order_item.graphql', 'quantity: Int!', 'quantity: Int! @column(name: "amuont")')
    try {
      const args = command === 'demo' ? ['--profile', 'small'] : []
      const { code, stderr } = await sluice([command, ...args, '--project', project.dir], {
        SLUICE_PORT: '0',
      })
      expect(code).toBe(1)
      expect(stderr).toContain('The project has 2 faults')
      expect(stderr).toMatch(/schema\/product\.graphql:\d+:\d+: The field "name" is declared Int/)
      expect(stderr).toMatch(/schema\/order_item\.graphql:\d+:\d+: .*no column "amuont"/)
      expect(stderr).toMatch(/\d+ \|.*name: Int!/)
    } finally {
      await replace('schema/product.graphql', 'name: Int!', 'name: String!')
      await replace('schema/order_item.graphql', ' @column(name: "amuont")', '')
    }
  },
)
