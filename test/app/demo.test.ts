import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { demoProject, sluice, start, type Running } from '../support/line.ts'

let project: Awaited<ReturnType<typeof demoProject>>
let running: Running

beforeAll(async () => {
  project = await demoProject()
  running = demo()
  await running.until(/Data is in/)
}, 120_000)

afterAll(async () => {
  running.child.kill('SIGINT')
  await running.ended
  await project.remove()
})

function demo(): Running {
  return start(['demo', '--profile', 'small', '--project', project.dir], { SLUICE_PORT: '0' })
}

async function address(): Promise<string> {
  const [, url] = await running.until(/See it\s+(http:\S+)/)
  return url ?? ''
}

async function ask(token: string, query: string): Promise<{ data: Record<string, unknown> }> {
  const response = await fetch(`${await address()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  })
  return (await response.json()) as { data: Record<string, unknown> }
}

async function tenants(): Promise<{ id: string }[]> {
  const { stdout } = await sluice(['tenant', 'list', '--json', '--project', project.dir])
  return JSON.parse(stdout) as { id: string }[]
}

async function orderCount(tenant: string): Promise<unknown> {
  const { stdout, code } = await sluice(['token', '--tenant', tenant, '--project', project.dir])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
  const { data } = await ask(stdout.trim(), '{ orders { totalCount } }')
  return (data['orders'] as { totalCount: unknown }).totalCount
}

test('it is ready, its pages and its ready-made curl answer', async () => {
  const url = await address()
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  // Whose the metrics are is for sluice.yaml to say, and it says nothing.
  const metrics = await fetch(`${url}/metrics`)
  expect([metrics.status, (await metrics.text()).includes('sluice_')]).toEqual([404, false])
  const [, token] = await running.until(/Bearer (\S+)'/)
  const [, body] = await running.until(/-d '(\{.*\})'/)
  const { query } = JSON.parse(body ?? '') as { query: string }
  const { data } = await ask(token ?? '', query)
  const { rows } = data['orderMetrics'] as { rows: { orderCount: number }[] }
  expect(rows.length).toBeGreaterThan(0)
})

test('each tenant gets a token of its own and sees its own orders, and all of them are the demo’s', async () => {
  const all = await tenants()
  expect(all).toHaveLength(4)
  const counts: number[] = []
  for (const { id } of all) counts.push(Number(await orderCount(id)))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2_000)
  const stranger = await sluice(['token', '--tenant', 'nobody', '--project', project.dir])
  expect([stranger.code, stranger.stdout]).toEqual([1, ''])
  expect(stranger.stderr).toContain('There is no tenant "nobody"')
})

test('what Sluice keeps for itself is for its user alone', () => {
  for (const name of ['secrets.json', 'roles.json', 'postgres.json']) {
    expect(statSync(join(project.dir, '.sluice', name)).mode & 0o077).toBe(0)
  }
  expect(readFileSync(join(project.dir, '.sluice', 'postgres.log'), 'utf8')).not.toMatch(
    /password '|STATEMENT/,
  )
})

test('the project has no faults, its guard nothing to do, and the doctor finds nothing ill', async () => {
  const [check, guard, doctor] = await Promise.all([
    sluice(['check', '--json', '--project', project.dir]),
    sluice(['guard', '--json', '--project', project.dir]),
    sluice(['doctor', '--json', '--project', project.dir]),
  ])
  expect([check.code, guard.code, doctor.code]).toEqual([0, 0, 0])
  expect(JSON.parse(check.stdout)).toMatchObject({ models: 8, faults: [] })
  expect(JSON.parse(guard.stdout)).toMatchObject({ warehouses: [{ warehouse: 'default', steps: [] }] })
  const found = JSON.parse(doctor.stdout) as { state: string }[]
  expect(found.filter(({ state }) => state === 'ill')).toEqual([])
})

test('a sync is planned, sent once, found unchanged, and told by `runs`; each speaks one JSON document', async () => {
  const at = ['--json', '--project', project.dir]
  const json = async (...args: string[]) => {
    const { code, stdout } = await sluice([...args, ...at])
    return { code, document: JSON.parse(stdout) as { counts: Record<string, number> } }
  }
  const planned = await json('plan', 'AccountHealth')
  const { read, create } = planned.document.counts
  expect(read).toBeGreaterThan(0)
  expect(planned.document.counts).toEqual({
    read,
    create: read,
    update: 0,
    remove: 0,
    unchanged: 0,
    withheld: 0,
    rejected: 0,
  })
  const first = await json('sync', 'AccountHealth')
  expect(first.code).toBe(0)
  expect(first.document.counts).toEqual({
    read,
    unchanged: 0,
    delivered: create,
    rejected: 0,
    withheld: 0,
    waiting: 0,
  })
  const second = await json('sync', 'account_health')
  expect(second.document.counts).toMatchObject({ read, unchanged: read, delivered: 0 })
  const { stdout } = await sluice(['runs', 'account_health', ...at])
  const runs = JSON.parse(stdout) as { counts: Record<string, number> }[]
  expect(runs.map(({ counts }) => counts['delivered'])).toEqual([0, create])
  expect(runs.map(({ counts }) => Object.keys(counts).length)).toEqual([6, 6])
  const [, sandbox] = await running.until(/Far sides\s+(http\S+)\/_records/)
  const held = (await (await fetch(`${sandbox}/_records/crm`)).json()) as unknown
  expect(JSON.stringify(held)).toContain('sluice_account_id')
  const page = (await (await fetch(`${await address()}/demo/syncs`)).json()) as {
    name: string
    lastRun: unknown
  }[]
  expect(page.find(({ name }) => name === 'AccountHealth')?.lastRun).toMatchObject({ state: 'done' })
})

test('a sync per shop is told on the page by all of its shops together', async () => {
  const { stdout, code } = await sluice(['sync', 'BigSpenders', '--json', '--project', project.dir])
  expect(code).toBe(0)
  const { counts, lanes } = JSON.parse(stdout) as { counts: Record<string, number>; lanes: unknown[] }
  expect(lanes).toHaveLength(4)
  const page = (await (await fetch(`${await address()}/demo/syncs`)).json()) as { name: string }[]
  expect(page.find(({ name }) => name === 'BigSpenders')).toMatchObject({
    lastRun: { state: 'done', counts },
  })
})

test('a sync that is not there is told with the one that was meant', async () => {
  const { code, stderr } = await sluice(['plan', 'AcountHealth', '--project', project.dir])
  expect(code).toBe(1)
  expect(stderr).toContain('There is no sync "AcountHealth".')
  expect(stderr).toContain('Did you mean AccountHealth?')
})

test('a taken port is told before anything is made', async () => {
  const thief = createServer().listen(0, '127.0.0.1')
  await once(thief, 'listening')
  const { port } = thief.address() as AddressInfo
  const { code, stderr } = await sluice(['demo', '--project', project.dir], { SLUICE_PORT: String(port) })
  thief.close()
  expect(code).toBe(1)
  expect(stderr).toBe(
    `error: Port ${port} is taken by another program, or may not be used. Expected a free port. ` +
      'Stop the other program, or choose another: SLUICE_PORT=4001 npm start.\n',
  )
})

test('after kill -9 it starts again with the same data; Ctrl-C ends it with exit code 0', async () => {
  const [first] = await tenants()
  const before = await orderCount(first?.id ?? '')
  running.child.kill('SIGKILL')
  await running.ended
  running = demo()
  await running.until(/Data is in/)
  expect(await orderCount(first?.id ?? '')).toBe(before)
  running.child.kill('SIGINT')
  // npm and the launcher pass on what the terminal has sent already.
  await running.until(/Stopping/)
  running.child.kill('SIGINT')
  const { code, stderr } = await running.ended
  expect([code, stderr.trim().split('\n').at(-1)]).toEqual([0, 'Stopping …'])
  running = demo()
  await running.until(/Data is in/)
})
