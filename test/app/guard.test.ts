import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { sluice } from '../support/line.ts'
import { filledIn } from '../support/psql.ts'

const first = 'the first secret of this installation, long enough'
const second = 'the second secret of this installation, long enough'

let dir: string
let warehouse: FreshDatabase
let store: FreshDatabase

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sluice-guard-'))
  await chmod(dir, 0o755)
  warehouse = await freshDatabase()
  store = await freshDatabase()
  await warehouse.query(
    `create table notes (id int primary key, tenant text not null); insert into notes values (1, 'a'), (2, 'b')`,
  )
  await mkdir(join(dir, 'schema'))
  await writeFile(
    join(dir, 'sluice.yaml'),
    `name: guarded\nwarehouses:\n  default:\n    engine: postgres\n    owner: \${WAREHOUSE_OWNER}\nstore:\n  url: \${STORE}\n`,
  )
  await writeFile(
    join(dir, 'schema', 'note.graphql'),
    'type Note @model(source: "notes", key: "id", tenant: "tenant") { id: ID! }\n',
  )
})

afterAll(async () => {
  await warehouse?.drop()
  await store?.drop()
  await rm(dir, { recursive: true, force: true })
})

const line = (secret: string, ...args: string[]) =>
  sluice([...args, '--project', dir], {
    WAREHOUSE_OWNER: warehouse.url,
    STORE: store.url,
    SLUICE_SECRET: secret,
  })

const audited = async () => {
  const { rows } = await store.query('select action from sluice.audit order by id')
  return rows.map(({ action }: { action: string }) => action)
}

test('what `guard` prints, with what `--keys` prints, makes `--check` content; the script alone tells no secret', async () => {
  const unguarded = await line(first, 'guard', '--check', '--json')
  expect([unguarded.code, JSON.parse(unguarded.stdout)]).toEqual([
    1,
    {
      guarded: false,
      warehouses: [expect.objectContaining({ findings: [expect.objectContaining({ unapplied: true })] })],
    },
  ])
  const script = await line(first, 'guard')
  const json = await line(first, 'guard', '--json')
  const keys = await line(first, 'guard', '--keys')
  expect([script.code, json.code, keys.code]).toEqual([0, 0, 0])
  const values = [...keys.stdout.matchAll(/^\\set \w+ '(.*)'$/gm)].map(([, value = '']) => value)
  expect(values).toHaveLength(5)
  for (const value of values) expect(`${script.stdout}${json.stdout}`).not.toContain(value)
  expect(await audited()).toEqual(['guard.keys'])
  await warehouse.query(filledIn(script.stdout, keys.stdout))
  const guarded = await line(first, 'guard', '--check')
  expect([guarded.code, guarded.stderr]).toEqual([0, expect.stringContaining('"default" is guarded')])
  expect((await line(first, 'guard')).stdout).toBe('')
})

test('a server with another secret is refused with the cure; it is let in beside the first, and the first out', async () => {
  const strange = await line(second, 'serve')
  expect([strange.code, strange.stderr]).toEqual([
    1,
    expect.stringMatching(/doesn’t know the key.*sluice guard --apply/s),
  ])
  expect((await line(second, 'guard', '--apply')).code).toBe(0)
  for (const secret of [first, second]) expect((await line(secret, 'guard', '--check')).code).toBe(0)
  const dropped = await line(second, 'guard', '--apply', '--drop-old-keys')
  expect([dropped.code, dropped.stderr]).toEqual([0, expect.stringContaining('1 statement run')])
  expect((await line(second, 'guard', '--check')).code).toBe(0)
  const doctor = await line(first, 'doctor')
  expect([doctor.code, doctor.stdout]).toEqual([
    1,
    expect.stringMatching(/✗ guard default .*doesn’t know the key/),
  ])
  expect(await audited()).toEqual(['guard.keys', 'guard.apply', 'guard.apply'])
})

test('what no statement mends is told by each of them, and none says that the warehouse is guarded', async () => {
  const source = join(dir, 'schema', 'tally.graphql')
  await warehouse.query('create materialized view tallies as select id, tenant from notes')
  await writeFile(source, 'type Tally @model(source: "tallies", key: "id", tenant: "tenant") { id: ID! }\n')
  await line(second, 'guard', '--apply')
  for (const way of [[], ['--apply'], ['--check']]) {
    const { code, stderr } = await line(second, 'guard', ...way)
    expect([code, stderr]).toEqual([1, expect.stringContaining('is a materialized view')])
    expect(stderr).not.toContain('is guarded')
  }
  await rm(source)
  await warehouse.query('drop materialized view tallies')
  expect((await line(second, 'guard')).stderr).toContain('"default" is guarded')
})

test.each([
  [['--apply', '--check'], /--apply and --check don't go together/],
  [['--warehouse', 'other'], /There is no warehouse "other".*one of default/s],
])('%j is refused before anything is looked at', async (options, expected) => {
  const { code, stderr } = await line(second, 'guard', ...options)
  expect([code, stderr]).toEqual([2, expect.stringMatching(expected)])
})
