import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report } from '../../src/prove/index.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { sluice } from '../support/line.ts'
import { testServer } from '../support/server.ts'
import { smallModels, soundTables } from './plants.ts'

let dir: string
let warehouse: FreshDatabase
let store: FreshDatabase

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sluice-prove-'))
  await chmod(dir, 0o755)
  warehouse = await freshDatabase()
  store = await freshDatabase()
  await warehouse.query(`create schema plant; ${soundTables}`)
  await mkdir(join(dir, 'schema'))
  await writeFile(join(dir, 'schema', 'all.graphql'), smallModels)
  await writeFile(
    join(dir, 'sluice.yaml'),
    `name: proved\nwarehouses:\n  default: { engine: postgres, owner: "\${WAREHOUSE}" }\ntenants: { from: Customer }\n`,
  )
})
afterAll(async () => {
  await warehouse.drop()
  await store.drop()
  await rm(dir, { recursive: true, force: true })
})

function line(...args: string[]) {
  return sluice([...args, '--project', dir], {
    SLUICE_DATABASE_URL: store.url,
    WAREHOUSE: warehouse.url,
  })
}

const proving = ['prove', '--quick', '--seed', '11', '--on']

test('a guarded project is proved: exit code 0, what was tried, and the seed to try it again', async () => {
  expect((await line('guard', '--apply')).code).toBe(0)
  const { code, stdout, stderr } = await line(...proving, testServer().superuserUrl)
  expect([code, stdout]).toEqual([0, expect.stringContaining('✓ Nothing of another tenant was seen')])
  expect(stdout).toMatch(/^selections +\d+ +\d+/m)
  expect(stderr).toContain('Again: sluice prove --quick --seed 11')
}, 120_000)

test('a hole is told with exit code 1, as JSON where that is asked', async () => {
  await warehouse.query('drop policy sluice_tenant on plant.customer')
  const { code, stdout } = await line(...proving, testServer().superuserUrl, '--json')
  const { findings, seed } = JSON.parse(stdout) as Report
  expect([code, seed]).toEqual([1, 11])
  expect(findings).toMatchObject([
    { wall: 'storage', model: 'Customer', relation: 'plant.customer', outlet: 'sql' },
  ])
  const { stdout: told } = await line(...proving, testServer().superuserUrl)
  expect(told).toContain(
    'OPEN: past the compiler, the storage alone lets it through  Customer · plant.customer',
  )
  expect(told).toContain('✗ 1 finding: tenants are not kept apart')
}, 120_000)

test.each([
  [['--quick', '--full'], '--quick and --full exclude each other'],
  [['--seed', 'four'], '--seed cannot be read'],
])('%s is told as wrong usage', async (options, told) => {
  const { code, stderr } = await line('prove', ...options)
  expect([code, stderr]).toEqual([2, expect.stringContaining(told)])
})
