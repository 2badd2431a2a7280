import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { demoProject, sluice, start } from '../support/line.ts'

let project: Awaited<ReturnType<typeof demoProject>>
beforeAll(async () => {
  project = await demoProject()
  await mkdir(join(project.dir, 'queries'))
  await appendFile(
    join(project.dir, 'sluice.yaml'),
    '\nserve:\n  documents: {folder: queries, only: true}\n  metrics: true\n',
  )
})
afterAll(() => project?.remove())

const write = (name: string, text: string) => writeFile(join(project.dir, 'queries', name), text)

test('`sluice check` tells what is wrong with documents, each at its place', async () => {
  await write('latest.graphql', 'query Latest {\n  orders(first: 2) { nodes { id nothing } }\n}\n')
  const check = ['check', '--offline', '--project', project.dir]
  const wrong = await sluice(check)
  expect(wrong.code).toBe(1)
  expect(wrong.stdout + wrong.stderr).toMatch(
    /queries\/latest\.graphql:2:33: Cannot query field "nothing" on type "Order"/,
  )
  await write('latest.graphql', 'query Latest {\n  orders(first: 2) { nodes { id } }\n}\n')
  const right = await sluice([...check, '--json'])
  expect(JSON.parse(right.stdout)).toMatchObject({ documents: 1, faults: [] })
})

test('A project for trusted documents only serves them and its dashboards, and nothing else; metrics are where it says', async () => {
  const demo = start(['demo', '--profile', 'small', '--project', project.dir], { SLUICE_PORT: '0' })
  try {
    const [, address = ''] = await demo.until(/See it\s+(http:\S+)/)
    const url = address.replace(/\/$/, '')
    const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
      const answer = await fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
      return { status: answer.status, text: await answer.text() }
    }
    const [shop] = (await (await fetch(`${url}/demo/shops`)).json()) as { tenant: string }[]
    const { token } = JSON.parse((await post('/demo/token', { tenant: shop?.tenant })).text) as {
      token: string
    }
    const as = { authorization: `Bearer ${token}` }
    const latest = await post('/graphql', { documentId: 'latest' }, as)
    expect([latest.status, JSON.parse(latest.text).data.orders.nodes.length]).toEqual([200, 2])
    expect((await post('/graphql', { query: '{ __typename }' }, as)).status).toBe(403)
    expect((await post('/graphql', { documentId: 'dashboard:sales' }, as)).status).toBe(200)
    const metrics = await (await fetch(`${url}/metrics`)).text()
    expect(metrics).toContain('sluice_requests_total{outcome="FORBIDDEN"} 1')
    expect(metrics).toMatch(/sluice_pool_connections\{warehouse="default",pool="serve",state="idle"\} \d/)
    expect(metrics).not.toContain(shop?.tenant)
  } finally {
    demo.child.kill('SIGINT')
    await demo.ended
  }
}, 120_000)
