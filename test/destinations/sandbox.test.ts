import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { openDestination } from '../../src/destinations/index.ts'
import { startSandbox, type Sandbox } from '../../src/destinations/sandbox.ts'

const destinations = {
  crm: { connector: 'hubspot', sandbox: true, properties: { companies: { shop_size: 'number' } } },
  hook: { connector: 'webhook', sandbox: true },
}

let dir: string
let running: Sandbox[]
const start = async () => {
  const sandbox = await startSandbox({ dir, destinations })
  running.push(sandbox)
  return sandbox
}
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-sandbox-'))
  running = []
})
afterEach(async () => {
  for (const sandbox of running.toReversed()) await sandbox.stop()
  rmSync(dir, { recursive: true })
})

async function send(sandbox: Sandbox, name: 'crm' | 'hook', keys: readonly string[], tenant?: string) {
  const { connector } = destinations[name]
  const destination = openDestination({
    name,
    connector,
    settings: destinations[name],
    sandboxUrl: sandbox.urlFor(name, tenant),
  })
  const key = name === 'crm' ? 'sluice_account_id' : 'id'
  const extra: Record<string, string> = name === 'crm' ? { shop_size: '7' } : {}
  const changes = keys.map((value) => ({ key: value, fields: { [key]: value, ...extra } }))
  const batch = { object: 'companies', key, operation: 'upsert', operationId: 'op', changes } as const
  const outcomes = await destination.deliver(batch)
  await destination.close()
  return outcomes.map(({ is }) => is)
}

async function held(sandbox: Sandbox, path: string): Promise<Record<string, number>> {
  const response = await fetch(`${sandbox.url}/_records/${path}`)
  const { accounts } = (await response.json()) as { accounts: { tenant: string | null; count: number }[] }
  return Object.fromEntries(accounts.map(({ tenant, count }) => [String(tenant), count]))
}

test('every destination and every tenant has an account of its own, under one address', async () => {
  const sandbox = await start()
  const odd = '../t ☃/%2e?'
  expect(await send(sandbox, 'crm', ['a', 'b'])).toEqual(['delivered', 'delivered'])
  expect(await send(sandbox, 'hook', ['a'], 'Acme')).toEqual(['delivered'])
  expect(await send(sandbox, 'hook', ['a', 'b', 'c'], 'acme')).toEqual([
    'delivered',
    'delivered',
    'delivered',
  ])
  expect(await send(sandbox, 'hook', ['x'], odd)).toEqual(['delivered'])
  expect(await send(sandbox, 'hook', ['y', 'z'], 'operator')).toEqual(['delivered', 'delivered'])
  expect(await held(sandbox, 'crm')).toEqual({ null: 2 })
  expect(await held(sandbox, 'hook')).toEqual({ Acme: 1, acme: 3, [odd]: 1, operator: 2 })
  expect(await held(sandbox, 'hook/acme')).toEqual({ acme: 3 })
  expect(readdirSync(dir).toSorted()).toEqual(['63726d', '686f6f6b', 'address'])
})

test('what was accepted is there after a restart, and a line torn by a crash is nobody’s loss', async () => {
  const first = await start()
  await send(first, 'crm', ['a', 'b'])
  await first.stop()
  running = []
  const file = join(dir, '63726d', `${Buffer.from('operator').toString('hex')}.jsonl`)
  appendFileSync(file, '{"version":3,"operation":"ups')
  const second = await start()
  expect(await held(second, 'crm')).toEqual({ null: 2 })
  expect(await send(second, 'crm', ['b', 'c'])).toEqual(['delivered', 'delivered'])
  expect(await held(second, 'crm')).toEqual({ null: 3 })
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line).version)).toEqual([1, 2, 3, 4])
})

test('what was answered before a kill -9 is there afterwards, and the dead one’s place is taken', async () => {
  const module = new URL('../../src/destinations/sandbox.ts', import.meta.url).href
  const code = `
    const { startSandbox } = await import(${JSON.stringify(module)})
    const { url } = await startSandbox({ dir: ${JSON.stringify(dir)}, destinations: ${JSON.stringify(destinations)} })
    process.stdout.write(url)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [first] = (await once(child.stdout, 'data')) as [Buffer]
  const joined = await start()
  expect(joined.url).toBe(first.toString())
  expect(await send(joined, 'crm', ['a', 'b', 'c'])).toEqual(['delivered', 'delivered', 'delivered'])
  child.kill('SIGKILL')
  await once(child, 'exit')
  const next = await start()
  expect(next.url).not.toBe(joined.url)
  expect(await held(next, 'crm')).toEqual({ null: 3 })
})

test('a second start joins the first, so that two never write over each other', async () => {
  const first = await start()
  const second = await start()
  expect(second.url).toBe(first.url)
  await second.stop()
  expect(await send(first, 'crm', ['a'])).toEqual(['delivered'])
})

test('a tenant’s id that no file name can bear is refused in words; the longest that fits works', async () => {
  const sandbox = await start()
  expect(() => sandbox.urlFor('hook', '☃'.repeat(41))).toThrow(/120 bytes at most/)
  expect(await send(sandbox, 'hook', ['a'], '☃'.repeat(40))).toEqual(['delivered'])
})

test('a port that is taken is told with the cure', async () => {
  const first = await start()
  const port = Number(new URL(first.url).port)
  const other = mkdtempSync(join(tmpdir(), 'sluice-sandbox-'))
  await expect(startSandbox({ dir: other, port, destinations })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringMatching(/Port \d+ can’t be used.*choose another/),
  })
  rmSync(other, { recursive: true })
})

describe('the page of records', () => {
  test('shows values as text, whatever they hold', async () => {
    const sandbox = await start()
    await send(sandbox, 'hook', ['<script>alert(1)</script>'])
    const response = await fetch(`${sandbox.url}/_records/hook`, { headers: { accept: 'text/html' } })
    const page = await response.text()
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page).toContain('&#60;script&#62;')
    expect(page).not.toContain('<script')
  })

  test('knows the configured destinations only', async () => {
    const sandbox = await start()
    expect((await fetch(`${sandbox.url}/_records/nobody`)).status).toBe(404)
    expect((await fetch(`${sandbox.url}/webhook/crm/operator`, { method: 'POST' })).status).toBe(404)
    expect(await (await fetch(`${sandbox.url}/_records`)).json()).toEqual({ destinations: ['crm', 'hook'] })
    expect(() => sandbox.urlFor('nobody')).toThrow(/no destination `nobody`/)
  })
})
