import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openApi, type Api } from '../serve/api.ts'

const whole = `{ _catalog { models {
  name description source key tenancy apiNames { one many metrics } owner { team } freshness { column warn fail }
  dimensions { name type definition lineage { use model field table column } }
  measures { name kind unit additive definition lineage { use direct model field table column } }
  links { name to many }
} } }`

let api: Api
let development: Api

beforeAll(async () => {
  api = await openApi({ sources: ['engineer'] })
  development = await openApi({ development: true })
})
afterAll(async () => {
  await api.close()
  await development.close()
})

async function ask(query: string, roles: readonly string[] = [], at = api) {
  return at.post(await at.token('acme', { roles }), { query })
}

describe('`_catalog` in the API', () => {
  test('answers what each model is, beside rows, in one request and under any name', async () => {
    const { body } = await ask(
      '{ about: _catalog { model(name: "Order") { __typename name description measures { name unit } } } orderMetrics { totals { orderCount } } }',
    )
    expect(body.errors).toBeUndefined()
    expect(body.data.about.model).toMatchObject({
      __typename: '_CatalogModel',
      name: 'Order',
      description: 'A purchase.',
    })
    expect(body.data.about.model.measures).toContainEqual({ name: 'revenue', unit: 'USD' })
    expect(body.data.orderMetrics.totals.orderCount).toBe(5)
  })

  test('shows nothing that the caller’s roles don’t see', async () => {
    const { text } = await ask(whole)
    expect(text).toContain('"revenue"')
    expect(text).not.toContain('amount')
    const analyst = await ask('{ about: _catalog { model(name: "Order") { dimensions { name } } } }', [
      'analyst',
    ])
    expect(analyst.body.data.about.model.dimensions).toContainEqual({ name: 'amount' })
  })

  test('keeps tables, columns and SQL for the roles that sluice.yaml names', async () => {
    const physical = /shop\.|_id"|placed_at|>= 500|'PAID'/
    expect((await ask(whole, ['analyst'])).text).not.toMatch(physical)
    const reader = await ask(whole, ['analyst', 'engineer'])
    expect(reader.text).toMatch(physical)
    expect(reader.text).toContain('"source":"shop.orders"')
    // What was told to one caller isn't kept for the next, whose schema is the same.
    expect((await ask(whole, ['analyst'])).text).not.toMatch(physical)
  })

  test('shows them to everybody in development, though not what roles hide', async () => {
    const { text } = await ask(whole, [], development)
    expect(text).toContain('"source":"shop.orders"')
    expect(text).not.toContain('amount')
  })

  test('is the same to every tenant: there is nothing of a tenant in it', async () => {
    const [acme, globex] = await Promise.all(
      ['acme', 'globex'].map(async (tenant) => api.post(await api.token(tenant), { query: whole })),
    )
    expect(acme?.text).toBe(globex?.text)
  })

  test('knows no model by a hidden or a foreign name, and says the same of both', async () => {
    const { body } = await ask(
      '{ _catalog { a: model(name: "Nosuch") { name } b: model(name: "toString") { name } } }',
    )
    expect(body).toEqual({ data: { _catalog: { a: null, b: null } } })
  })

  test('asks the warehouse nothing', async () => {
    const { body } = await ask('{ _catalog { models { name } } }', [], development)
    expect(body.extensions.sluice.statements).toBe(0)
  })

  test('takes variables, fragments and conditions like every field', async () => {
    const query = `query About($name: String!, $more: Boolean!) { ...Root }
      fragment Root on Query { _catalog { model(name: $name) { ...Names measures @include(if: $more) { name } } } }
      fragment Names on _CatalogModel { name }`
    const { body } = await api.post(await api.token('acme'), {
      query,
      variables: { name: 'Product', more: false },
    })
    expect(body).toEqual({ data: { _catalog: { model: { name: 'Product' } } } })
  })

  test('refuses an answer that would be long beyond measure, before it writes any of it', async () => {
    const many = Array.from(
      { length: 60 },
      (_, i) =>
        `m${i}: models { dimensions { lineage { use direct model field table column } name type time } }`,
    )
    const small = await openApi({ limits: { cost: 2_000 } })
    try {
      const { status, body } = await ask(`{ _catalog { ${many.join(' ')} } }`, [], small)
      expect(status).toBe(400)
      expect(body.errors[0].extensions.code).toBe('TOO_COSTLY')
      expect(body.errors[0].message).toContain('more than 2000 values')
      expect((await ask(whole, [], small)).status).toBe(200)
    } finally {
      await small.close()
    }
  })

  test('is in no dashboard: an embed token gets at none of it', async () => {
    const { status, text } = await api.post(await api.embedToken('acme'), { query: whole })
    expect(status).toBe(403)
    expect(text).not.toContain('revenue')
  })
})
