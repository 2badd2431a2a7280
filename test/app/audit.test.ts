import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Command } from '../../src/app/command.ts'
import { commands } from '../../src/app/commands/index.ts'
import { auditActions } from '../../src/store/audit/actions.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { quietProject, sluice } from '../support/line.ts'

let project: Awaited<ReturnType<typeof quietProject>>
let store: FreshDatabase
beforeAll(async () => {
  project = await quietProject()
  store = await freshDatabase()
}, 60_000)
afterAll(async () => {
  await store.drop()
  await project.remove()
})

function line(...args: string[]) {
  return sluice([...args, '--project', project.dir], {
    SLUICE_DATABASE_URL: store.url,
    HOOK: 'abcdefghijklmnop',
  })
}

const nothing = 'changes nothing'
const files = 'writes files of the project, which version control tells of'
const elsewhere = 'is audited, as another test shows'

/** Every command: what it leaves in the audit log, or why it leaves nothing there. */
const told: Readonly<Record<string, string>> = {
  init: files,
  check: nothing,
  schema: files,
  serve: nothing,
  guard: elsewhere,
  demo: elsewhere,
  sandbox: nothing,
  doctor: nothing,
  plan: nothing,
  runs: nothing,
  rejects: nothing,
  prove: nothing,
  sync: elsewhere,
  retry: 'sync.retry',
  token: 'token.mint',
  'tenant list': nothing,
  'tenant add': 'tenant.add',
  'tenant suspend': 'tenant.suspend',
  'tenant resume': 'tenant.resume',
  'tenant remove': 'tenant.remove',
  'tenant connect': 'tenant.connect',
  'tenant disconnect': 'tenant.disconnect',
  'key add': 'key.add',
  'key list': nothing,
  'key revoke': 'key.revoke',
  'audit list': nothing,
  'audit verify': nothing,
  'audit head': nothing,
}

function namesOf(all: readonly Command[], before = ''): string[] {
  return all.flatMap(({ name, run, commands: below = [] }) => [
    ...(run ? [before + name] : []),
    ...namesOf(below, `${before}${name} `),
  ])
}

test('every command is known to change nothing, or to be audited', () => {
  const unknown = namesOf(commands).filter((name) => !Object.hasOwn(told, name))
  expect(unknown).toEqual([])
  const missing = Object.keys(told).filter((name) => !namesOf(commands).includes(name))
  expect(missing.filter((name) => name !== 'prove')).toEqual([])
})

test('what commands change is in the log, signed, with who and whose; and a change of the log shows', async () => {
  const did = async (...args: string[]) => {
    const ended = await line(...args)
    expect([args.join(' '), ended.code, ended.code === 0 ? '' : ended.stderr]).toEqual([
      args.join(' '),
      0,
      '',
    ])
    return ended.stdout
  }
  await did('tenant', 'add', 'shop_001')
  await did('tenant', 'suspend', 'shop_001')
  await did('tenant', 'resume', 'shop_001')
  await did(
    'tenant',
    'connect',
    'shop_001',
    'shop_hook',
    '--set',
    'url=https://shop.example/in',
    '--from-env',
    'secret=HOOK',
  )
  await did('tenant', 'disconnect', 'shop_001', 'shop_hook')
  await did('retry', 'AccountHealth')
  await did('token', '--tenant', 'shop_001')
  const made = JSON.parse(await did('key', 'add', '--tenant', 'shop_001', '--name', 'app', '--json')) as {
    prefix: string
  }
  await did('key', 'revoke', made.prefix)
  await did('tenant', 'remove', 'shop_001')

  const list = JSON.parse(await did('audit', 'list', '--json')) as {
    action: string
    actor: string
    tenant: string | null
  }[]
  const expected = Object.values(told).filter((word) => Object.hasOwn(auditActions, word))
  expect(new Set(list.map(({ action }) => action))).toEqual(new Set(expected))
  expect(list.filter(({ actor }) => actor !== 'cli')).toEqual([])
  expect(list.filter(({ tenant, action }) => tenant !== 'shop_001' && action !== 'sync.retry')).toEqual([])

  const head = (await did('audit', 'head')).trim()
  expect(head).toMatch(/^\d+:[0-9a-f]{64}$/)
  expect((await did('audit', 'verify', '--head', head)).trim()).toBe(head)
  await store.query(
    `alter table sluice.audit disable trigger user; update sluice.audit set actor = 'nobody' where id = 2; delete from sluice.audit where id = (select max(id) from sluice.audit)`,
  )
  const altered = await line('audit', 'verify')
  expect([altered.code, altered.stderr]).toEqual([
    1,
    expect.stringContaining('Entry 2: its signature does not fit'),
  ])
  const wrong = await line('audit', 'verify', '--head', 'x')
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('64 hex digits')])
}, 120_000)
