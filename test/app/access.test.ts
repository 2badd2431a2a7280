import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { decodeJwt } from 'jose'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { quietProject, sluice, type Ended } from '../support/line.ts'

let project: Awaited<ReturnType<typeof quietProject>>
let store: FreshDatabase

beforeAll(async () => {
  project = await quietProject()
  store = await freshDatabase()
  await line('tenant', 'add', 'shop_001')
}, 60_000)

afterAll(async () => {
  await store?.drop()
  await project?.remove()
})

function line(...args: string[]): Promise<Ended> {
  return sluice([...args, '--project', project.dir], { SLUICE_DATABASE_URL: store.url })
}

async function answered(...args: string[]) {
  const { code, stdout, stderr } = await line(...args, '--json')
  if (code !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

async function audited(action: string) {
  const entries: { actor: string; action: string; tenant: string | null; details: object }[] = await answered(
    'audit',
    'list',
    '--action',
    action,
  )
  return entries.map(({ actor, tenant, details }) => ({ actor, tenant, details }))
}

const first = ({ code, stderr }: Ended) => [code, stderr.split('\n')[0]]

test('What a tenant is called moves no cursor and adds no line', async () => {
  const name = 'Acme\u001b[2K\u001b[1A\nshop_999  \u202ereversed'
  expect((await line('tenant', 'add', 'odd', '--name', name)).code).toBe(0)
  const { stdout } = await line('tenant', 'list')
  expect(stdout).toContain(String.raw`odd       Acme\u001b[2K\u001b[1A\u000ashop_999  \u202ereversed  active`)
  expect((await answered('tenant', 'list')).find(({ id }: { id: string }) => id === 'odd').name).toBe(name)
})

describe('sluice key', () => {
  test('add shows the key once; list and the audit log know its prefix alone; revoke takes either', async () => {
    const made = await line(
      'key',
      'add',
      '--tenant=shop_001',
      '--name=Nightly report',
      '--role=analyst',
      '--scope=export',
      '--scope=query',
    )
    expect(made.code).toBe(0)
    const key = made.stdout.trim()
    expect(key).toMatch(/^slk_[a-z]{8}_[\w-]{43}$/)
    expect(made.stderr).not.toContain(key)
    const prefix = key.slice(4, 12)
    const listed = await line('key', 'list')
    expect(listed.stdout).toMatch(
      new RegExp(`${prefix}  shop_001  Nightly report  query, export  analyst  in force`),
    )
    expect(listed.stdout).not.toContain(key.slice(13))
    const details = {
      prefix,
      name: 'Nightly report',
      roles: ['analyst'],
      scopes: ['query', 'export'],
      claims: [],
      expires: null,
    }
    expect(await audited('key.add')).toEqual([{ actor: 'cli', tenant: 'shop_001', details }])
    const ended = await line('key', 'revoke', key)
    expect(first(ended)).toEqual([0, 'The key "Nightly report" of tenant "shop_001" is revoked'])
    expect(ended.stdout + ended.stderr).not.toContain(key)
    expect(await audited('key.revoke')).toEqual([
      { actor: 'cli', tenant: 'shop_001', details: { prefix, name: 'Nightly report' } },
    ])
    expect(first(await line('key', 'revoke', prefix))).toEqual([
      1,
      `error: There is no API key "${prefix}" that is in force. Expected the eight letters behind \`slk_\` of one that is. See \`sluice key list\``,
    ])
  })

  test('add takes claims, lists of them, and an end', async () => {
    const made = await answered(
      'key',
      'add',
      '--tenant=shop_001',
      '--name=x',
      '--claim=region=EU',
      '--claim=region=US',
      '--claim=team=a=b',
      '--expires=P90D',
    )
    expect(made).toMatchObject({ tenant: 'shop_001', scopes: ['query'], claims: ['region', 'team'] })
    const days = (new Date(made.expires as string).getTime() - Date.now()) / 86_400_000
    expect(days).toBeCloseTo(90, 1)
    const { rows } = await store.query('select claims from sluice.api_keys where prefix = $1', [made.prefix])
    expect(rows).toEqual([{ claims: { region: ['EU', 'US'], team: 'a=b' } }])
  })

  test.each([
    [['add', '--name=x'], 2, "Required option '--tenant <T>' not specified"],
    [['add', '--tenant=shop_001'], 2, "Required option '--name <N>' not specified"],
    [['add', '--tenant=shop_001', '--name= '], 2, '--name is no name'],
    [['add', '--tenant=nobody', '--name=x'], 1, 'There is no tenant "nobody"'],
    [
      ['add', '--tenant=shop_001', '--name=x', '--scope=exports'],
      2,
      'There is no scope "exports". Expected query or export or embed. Did you mean --scope export?',
    ],
    [
      ['add', '--tenant=shop_001', '--name=x', '--claim=region'],
      2,
      '--claim is "region". Expected --claim NAME=VALUE',
    ],
    [['add', '--tenant=shop_001', '--name=x', '--expires=soon'], 2, '--expires is "soon"'],
    [['add', '--tenant=shop_001', '--name=x', '--expires=0'], 2, '--expires is "0"'],
    [['revoke', 'short'], 2, 'This is no prefix of an API key'],
    [['rm', 'x'], 2, 'There is no `sluice key rm`'],
  ])('%j ends with %i: %s', async (args, code, said) => {
    const ended = await line('key', ...args)
    expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(said)])
  })
})

describe('sluice tenant', () => {
  beforeAll(() => line('tenant', 'add', 'shop_002', '--name', 'Second'), 60_000)

  test('suspend shuts out, also for add, and resume lets in again', async () => {
    expect(await answered('tenant', 'suspend', 'shop_002')).toEqual({ id: 'shop_002', status: 'suspended' })
    expect(first(await line('token', '--tenant=shop_002'))[0]).toBe(1)
    expect(first(await line('tenant', 'add', 'shop_002'))).toEqual([
      1,
      'error: The tenant "shop_002" is suspended. `sluice tenant resume` serves it again.',
    ])
    expect(await answered('tenant', 'resume', 'shop_002')).toEqual({ id: 'shop_002', status: 'active' })
  })

  test('remove takes its keys with it, add begins anew, and each step is in the audit log', async () => {
    const key = await answered('key', 'add', '--tenant=shop_002', '--name=x')
    expect(await answered('tenant', 'remove', 'shop_002')).toEqual({
      id: 'shop_002',
      status: 'removed',
      keys: 1,
      destinations: 0,
    })
    expect((await answered('key', 'list', '--tenant=shop_002'))[0]).toMatchObject({
      prefix: key.prefix,
      state: 'revoked',
    })
    const tenants = await answered('tenant', 'list')
    expect(tenants.find((one: { id: string }) => one.id === 'shop_002')).toMatchObject({ status: 'removed' })
    expect(first(await line('tenant', 'resume', 'shop_002'))[0]).toBe(1)
    expect(await answered('tenant', 'add', 'shop_002')).toMatchObject({ status: 'active', name: 'Second' })
    expect((await line('key', 'list', '--tenant=odd')).stderr).toBe(
      'There are no API keys of a tenant "odd". Make one: sluice key add\n',
    )
    expect((await line('audit', 'list', '--actor=odd')).stderr).toBe(
      'Nothing in the audit log is like that\n',
    )
    const trail: { action: string; actor: string }[] = await answered('audit', 'list', '--tenant=shop_002')
    expect(trail.map(({ action, actor }) => `${actor} ${action}`).reverse()).toEqual([
      'cli tenant.add',
      'cli tenant.suspend',
      'cli tenant.resume',
      'cli key.add',
      'cli tenant.remove',
      'cli tenant.add',
    ])
  })

  test('add tells of a look-alike, and refuses what no tenant can be called', async () => {
    const twin = await line('tenant', 'add', ' Shop_001')
    expect(twin.stderr).toContain('It looks like "shop_001", which is another tenant')
    expect(first(await line('tenant', 'add', ' '))[0]).toBe(2)
    expect(first(await line('tenant', 'remove', 'nobody'))).toEqual([
      1,
      'error: There is no tenant "nobody". See `sluice tenant list`',
    ])
  })
})

describe('sluice token', () => {
  test('takes claims and a duration, and leaves a trace', async () => {
    const { token } = await answered(
      'token',
      '--tenant=shop_001',
      '--claim=region=EU',
      '--expires=PT8H',
      '--subject=ann',
    )
    const { tenant, region, sub, iat = 0, exp = 0 } = decodeJwt(token as string)
    expect({ tenant, region, sub, lives: exp - iat }).toEqual({
      tenant: 'shop_001',
      region: 'EU',
      sub: 'ann',
      lives: 28_800,
    })
    const details = { roles: [], claims: ['region'], seconds: 28_800, subject: 'ann' }
    expect(await audited('token.mint')).toContainEqual({ actor: 'cli', tenant: 'shop_001', details })
  })

  test('--as is a quarter of an hour for somebody with a reason, in the audit log under his name', async () => {
    const { token } = await answered(
      'token',
      '--tenant=shop_001',
      '--as=alice@support',
      '--reason=ticket 4711',
    )
    const { act, sub, iat = 0, exp = 0 } = decodeJwt(token as string)
    expect({ act, sub, lives: exp - iat }).toEqual({
      act: { sub: 'alice@support' },
      sub: undefined,
      lives: 900,
    })
    const details = { roles: [], claims: [], seconds: 900, reason: 'ticket 4711' }
    expect(await audited('tenant.view')).toEqual([{ actor: 'alice@support', tenant: 'shop_001', details }])
  })

  test.each([
    [['--as=alice'], 'To see what a tenant sees takes --as and --reason, both'],
    [['--reason=curiosity'], 'To see what a tenant sees takes --as and --reason, both'],
    [['--as=', '--reason=x'], 'To see what a tenant sees takes --as and --reason, both'],
    [['--as=alice', '--reason=x', '--expires=PT1H'], 'a token with --as is good for 15 minutes at most'],
    [['--expires=-5'], '--expires is "-5"'],
  ])('%j is refused: %s', async (args, said) => {
    const { code, stderr } = await line('token', '--tenant=shop_001', ...args)
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)])
  })

  test('says when the model has no rule for a role', async () => {
    const { code, stderr } = await line('token', '--tenant=shop_001', '--role=analist')
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining('The model has no rule for the role "analist"'),
    ])
  })
})

test.each([
  [['key'], 'sluice key list'],
  [['key', 'add'], 'sluice key add --tenant shop_001'],
  [['key', 'revoke'], 'what runs is cut'],
  [['tenant', 'remove'], 'sluice tenant remove shop_001'],
  [['tenant', 'suspend'], 'refused by every server when the command returns'],
  [['token'], 'view as tenant'],
])('sluice %j --help shows examples', async (args, example) => {
  const { code, stdout } = await line(...args, '--help')
  expect([code, stdout]).toEqual([0, expect.stringMatching(new RegExp(`Examples:[\\s\\S]*${example}`))])
})
