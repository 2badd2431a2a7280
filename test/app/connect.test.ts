import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { quietProject, sluice, start } from '../support/line.ts'

const SECRET = 'a-secret-of-this-shop-alone'

let project: Awaited<ReturnType<typeof quietProject>>
let store: FreshDatabase

beforeAll(async () => {
  project = await quietProject()
  store = await freshDatabase()
  await line('add', 'shop_001')
}, 60_000)

afterAll(async () => {
  await store.drop()
  await project.remove()
})

function line(...args: string[]) {
  return lineWith({}, ...args)
}

function lineWith(variables: Record<string, string>, ...args: string[]) {
  return sluice(['tenant', ...args, '--project', project.dir], {
    SLUICE_DATABASE_URL: store.url,
    ...variables,
  })
}

async function connectedTo(): Promise<string[]> {
  const { stdout } = await line('list', '--json')
  return (JSON.parse(stdout) as { destinations: string[] }[]).flatMap(({ destinations }) => destinations)
}

const url = '--set=url=https://shop.example/in'

test('a tenant’s account is kept encrypted, listed and forgotten; no secret is told again', async () => {
  const made = await lineWith(
    { HOOK: SECRET },
    'connect',
    'shop_001',
    'shop_hook',
    url,
    '--from-env=secret=HOOK',
  )
  expect([made.code, made.stdout]).toEqual([0, ''])
  expect(made.stderr).toContain('Tenant "shop_001" is connected to "shop_hook" with url, secret\n')
  expect(made.stderr).toContain('Not used yet')
  expect(await connectedTo()).toEqual(['shop_hook'])
  expect((await line('list')).stdout).toMatch(/shop_001.*shop_hook/)
  const { rows } = await store.query(
    `select encode(sealed, 'escape') as kept from sluice.tenant_destinations
     union all select details::text from sluice.audit`,
  )
  expect(JSON.stringify(rows)).toContain('shop_hook')
  expect(JSON.stringify(rows)).not.toContain(SECRET)
  expect(JSON.stringify(rows)).not.toContain('shop.example')
  expect((await line('disconnect', 'shop_001', 'shop_hook')).code).toBe(0)
  expect(await connectedTo()).toEqual([])
})

test('a secret may come from stdin, as JSON tells', async () => {
  const running = start(
    [
      'tenant',
      'connect',
      'shop_001',
      'shop_hook',
      url,
      '--from-stdin=secret',
      '--json',
      '--project',
      project.dir,
    ],
    { SLUICE_DATABASE_URL: store.url },
  )
  running.child.stdin?.end(`${SECRET}\n`)
  const { code, stdout } = await running.ended
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toEqual({
    tenant: 'shop_001',
    destination: 'shop_hook',
    keys: ['url', 'secret'],
  })
})

test.each([
  [
    ['shop_001', 'shop_hook', url, `--set=secret=${SECRET}`],
    '`secret` is a secret, and a command line is seen by others',
  ],
  [['shop_001', 'shop_hook', url, `--set=headers.X-Key=${SECRET}`], '`headers` is a secret'],
  [['shop_001', 'shop_hook', url], 'These are no settings of `webhook` (secret: '],
  [
    ['shop_001', 'shop_hook', url, '--from-env=secret=HOOK', '--set=urll=x'],
    'urll: no such setting of an account',
  ],
  [
    ['shop_001', 'shop_hook', url, '--from-env=secret=HOOK', '--set=allowPrivate=true'],
    'allowPrivate: no such setting',
  ],
  [['shop_001', 'shop_hook', '--set=url=ftp://shop.example', '--from-env=secret=HOOK'], '(url: '],
  [['shop_001', 'shop_hook', url, '--from-env=secret=NONE'], 'The environment variable NONE is not set'],
  [['shop_001', 'shop_hook', `--set=${SECRET}`], '--set cannot be read. Expected --set key=value.'],
  [['shop_001', 'crm', url], 'The destination "crm" is one account for all tenants'],
  [
    ['shop_001', 'shop_hok', url],
    'There is no destination "shop_hok". Expected one with `per: tenant`: shop_hook.',
  ],
])('%j is refused in words, keeps nothing and shows no secret', async (args, told) => {
  const { code, stderr } = await lineWith({ HOOK: SECRET }, 'connect', ...args)
  expect(code).toBe(2)
  expect(stderr).toContain(told)
  expect(stderr).not.toContain(SECRET)
})

test('an unknown tenant can have no account', async () => {
  const { code, stderr } = await lineWith(
    { HOOK: SECRET },
    'connect',
    'nobody',
    'shop_hook',
    url,
    '--from-env=secret=HOOK',
  )
  expect([code, stderr]).toEqual([1, 'error: There is no tenant "nobody". See `sluice tenant list`\n'])
})
