import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openApi, type Api } from './api.ts'

const secret = 'a token of the tests'
let api: Api
let token: string
beforeAll(async () => {
  api = await openApi({ metrics: { token: secret } })
  token = await api.token('acme', { subject: 'canary-subject' })
})
afterAll(() => api?.close())

const metrics = async (of = api, authorization = `Bearer ${secret}`) =>
  of.send('/metrics', { headers: { authorization } })
/** The number beside a metric and its labels. */
async function figure(name: string): Promise<number> {
  const line = (await metrics()).text.split('\n').find((one) => one.startsWith(`${name} `))
  return Number(line?.slice(name.length))
}

test('Metrics are nobody’s unless it is said whose; with a token, only its holder’s', async () => {
  const silent = await openApi()
  const frank = await openApi({ metrics: true })
  try {
    expect((await metrics(silent)).status).toBe(404)
    expect((await frank.send('/metrics')).status).toBe(200)
  } finally {
    await silent.close()
    await frank.close()
  }
  for (const authorization of [
    '',
    'Bearer',
    `Bearer ${secret}x`,
    `Bearer ${secret.slice(0, -1)}`,
    secret,
    `Bearer ${token}`,
  ]) {
    const { status, text } = await metrics(api, authorization)
    expect([status, text.includes('sluice_')]).toEqual([401, false])
  }
  const { status, headers } = await metrics()
  expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
})

test('Requests are counted by outcome, with how long they took', async () => {
  const outcome = (code: string) => figure(`sluice_requests_total{outcome="${code}"}`)
  await api.post(token, { query: '{ customers { totalCount } }' })
  await api.post(token, { query: '{ nothing }' })
  await api.post(token, { query: '{ orders(after: "x") { nodes { id } } }' })
  await api.post('bad', { query: '{ __typename }' })
  expect([await outcome('OK'), await outcome('GRAPHQL_VALIDATION_FAILED')]).toEqual([1, 1])
  expect([await outcome('INVALID_CURSOR'), await outcome('UNAUTHENTICATED')]).toEqual([1, 1])
  expect(await figure('sluice_request_seconds_count')).toBe(4)
})

test('Plans that were found and made, turns and connections are told', async () => {
  const query = '{ orders(first: 1) { nodes { id } } }'
  const [hits, misses] = [
    await figure('sluice_plan_cache_total{result="hit"}'),
    await figure('sluice_plan_cache_total{result="miss"}'),
  ]
  for (const _ of [1, 2, 3]) await api.post(token, { query })
  expect(await figure('sluice_plan_cache_total{result="hit"}')).toBe(hits + 2)
  expect(await figure('sluice_plan_cache_total{result="miss"}')).toBe(misses + 1)
  expect(await figure('sluice_plans_kept')).toBeGreaterThan(0)
  expect(await figure('sluice_turns{queue="answers",state="running"}')).toBe(0)
  expect(await figure('sluice_turns{queue="exports",state="waiting"}')).toBe(0)
  const pools = await openApi({
    metrics: true,
    pools: () => [{ warehouse: 'default', pool: 'serve', open: 4, idle: 1, waiting: 2 }],
  })
  const { text } = await pools.send('/metrics')
  await pools.close()
  expect(text).toContain('sluice_pool_connections{warehouse="default",pool="serve",state="busy"} 3')
  expect(api.shop.warehouse.load()).toContainEqual({ pool: 'serve', open: 1, idle: 1, waiting: 0 })
})

test('Exports are counted by their rows, and whether they came to their end', async () => {
  await api.post(token, { query: '{ orders { nodes { id } } }' }, { accept: 'text/csv' })
  expect(await figure('sluice_export_rows_total{format="csv"}')).toBe(5)
  expect(await figure('sluice_exports_total{format="csv",outcome="whole"}')).toBe(1)
})

test('No label says who asked or what', async () => {
  await api.post(token, { query: '{ customers { nodes { name } } }', operationName: null })
  const { text } = await metrics()
  for (const word of ['acme', 'globex', 'canary', 'customers', secret]) expect(text).not.toContain(word)
})
