import { describe, expect, test } from '@jest/globals'
import { hubspotSimulator } from '../../../src/destinations/hubspot/simulator.ts'
import { startSimulator, type RunningSimulator } from '../../../src/destinations/kit/simulator/start.ts'
import { heldClock } from '../../contract/destinations/setting.ts'

type Settings = Record<string, unknown>
const clock = heldClock()

async function portal<T>(
  play: (call: Call, far: RunningSimulator) => Promise<T>,
  settings: Settings = {},
): Promise<T> {
  const far = await startSimulator(hubspotSimulator, { settings, clock })
  const call: Call = async (method, path, body, headers = {}) => {
    const response = await fetch(`${far.url}${path}`, {
      method,
      headers: { authorization: 'Bearer sandbox-token', 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : undefined, headers: response.headers }
  }
  try {
    return await play(call, far)
  } finally {
    await far.stop()
  }
}

interface Answer {
  status: number
  // Whatever HubSpot says: the tests look into it.
  body: any
  headers: Headers
}
type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>

const COMPANIES = '/crm/objects/2026-03/companies'
const input = (id: string, properties: object = {}, more: object = {}) => ({
  idProperty: 'sluice_account_id',
  id,
  objectWriteTraceId: `t-${id}`,
  properties,
  ...more,
})

describe('it refuses what HubSpot refuses', () => {
  const upsert = `${COMPANIES}/batch/upsert`

  test.each<[string, string, unknown, Record<string, string>, number, string]>([
    [
      'a wrong token',
      upsert,
      { inputs: [input('a')] },
      { authorization: 'Bearer other' },
      401,
      'INVALID_AUTHENTICATION',
    ],
    ['another content type', upsert, 'a=b', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a body that isn’t JSON', upsert, '{', {}, 400, 'INVALID_JSON'],
    [
      'an object that isn’t there',
      '/crm/objects/2026-03/2-77/batch/upsert',
      { inputs: [input('a')] },
      {},
      404,
      'OBJECT_NOT_FOUND',
    ],
    [
      'an address that isn’t there',
      '/crm/objects/2026-03/companies/batch/merge',
      { inputs: [input('a')] },
      {},
      404,
      'NOT_FOUND',
    ],
    ['an empty batch', upsert, { inputs: [] }, {}, 400, 'VALIDATION_ERROR'],
    [
      'more than 100 inputs',
      upsert,
      { inputs: Array.from({ length: 101 }, (_, i) => input(`i${i}`)) },
      {},
      400,
      'VALIDATION_ERROR',
    ],
    [
      'a key that isn’t unique',
      upsert,
      { inputs: [input('a', {}, { idProperty: 'name' })] },
      {},
      400,
      'VALIDATION_ERROR',
    ],
    [
      'no key at all',
      upsert,
      { inputs: [input('a', {}, { idProperty: undefined })] },
      {},
      400,
      'VALIDATION_ERROR',
    ],
    ['an input without an id', upsert, { inputs: [{ properties: {} }] }, {}, 400, 'VALIDATION_ERROR'],
  ])('%s', (_, path, body, headers, status, category) =>
    portal(async (call, far) => {
      const answer = await call('POST', path, body, headers)
      expect([answer.status, answer.body.category]).toEqual([status, category])
      expect(far.writes).toEqual([])
    }),
  )

  test('one id twice: the whole batch, naming it', () =>
    portal(async (call, far) => {
      const answer = await call('POST', upsert, { inputs: [input('a'), input('b'), input('a')] })
      expect(answer).toMatchObject({ status: 400, body: { context: { ids: ['a'] } } })
      expect(far.writes).toEqual([])
    }))

  test.each<[string, object, string]>([
    ['a property that isn’t there', { helth: '1' }, 'PROPERTY_DOESNT_EXIST'],
    ['a property of HubSpot’s own', { hs_object_id: '1' }, 'READ_ONLY_VALUE'],
    ['a value that isn’t a string', { health_score: 1 }, 'INVALID_TYPE'],
    ['a number that isn’t one', { health_score: '1,5' }, 'INVALID_NUMBER'],
    ['an option that isn’t offered', { plan: 'PRO' }, 'INVALID_OPTION'],
    ['a boolean in other words', { churned: 'yes' }, 'INVALID_BOOLEAN'],
    ['a day that isn’t in the calendar', { renewal_date: '2027-02-30' }, 'INVALID_DATE'],
    ['an instant as a date', { renewal_date: '1767232800001' }, 'INVALID_DATE'],
    ['an instant without a zone', { last_order_at: '2026-11-22T10:00:00' }, 'INVALID_DATE'],
    ['a text that is too long', { name: 'x'.repeat(65_537) }, 'VALUE_TOO_LONG'],
  ])('%s: by record with trace ids, the whole batch without', (_, properties, code) =>
    portal(async (call, far) => {
      const traced = await call('POST', upsert, { inputs: [input('good'), input('bad', properties)] })
      expect(traced.status).toBe(207)
      expect(traced.body.results.map((one: any) => one.objectWriteTraceId)).toEqual(['t-good'])
      expect(traced.body.errors[0]).toMatchObject({
        context: { objectWriteTraceId: ['t-bad'] },
        errors: [{ code }],
      })
      expect(far.records()).toHaveLength(1)

      const blind = [input('new'), input('bad', properties)].map((one) => ({
        ...one,
        objectWriteTraceId: undefined,
      }))
      expect((await call('POST', upsert, { inputs: blind })).status).toBe(400)
      expect(far.records()).toHaveLength(1)
    }),
  )
})

test('archived records are gone from every reading, and their unique value is free again', () =>
  portal(async (call, far) => {
    const made = await call('POST', `${COMPANIES}/batch/upsert`, { inputs: [input('a', { name: 'A' })] })
    const { id } = made.body.results[0]
    expect(made.body.results[0]).toMatchObject({
      new: true,
      properties: { name: 'A', sluice_account_id: 'a' },
    })
    expect((await call('GET', `${COMPANIES}/${id}?properties=name`)).body.properties.name).toBe('A')
    expect((await call('POST', `${COMPANIES}/batch/archive`, { inputs: [{ id }] })).status).toBe(204)
    expect((await call('GET', `${COMPANIES}/${id}`)).status).toBe(404)
    const read = await call('POST', `${COMPANIES}/batch/read`, {
      idProperty: 'sluice_account_id',
      properties: ['name'],
      inputs: [{ id: 'a' }],
    })
    expect(read).toMatchObject({
      status: 207,
      body: { results: [], errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['a'] } }] },
    })
    const again = await call('POST', `${COMPANIES}/batch/upsert`, { inputs: [input('a')] })
    expect(again.body.results[0]).toMatchObject({ new: true })
    expect(again.body.results[0].id).not.toBe(id)
    expect(far.writes.map(({ operation }) => operation)).toEqual(['upsert', 'archive', 'upsert'])
  }))

test('a property can be made, once, and is then written and searched', () =>
  portal(async (call) => {
    const path = '/crm/properties/2026-03/companies'
    const tier = {
      name: 'tier',
      type: 'enumeration',
      options: [{ label: 'Gold', value: 'gold' }],
      hasUniqueValue: false,
    }
    expect((await call('POST', path, tier)).status).toBe(201)
    expect((await call('POST', path, tier)).status).toBe(409)
    expect((await call('GET', `${path}/tier`)).body).toMatchObject({
      type: 'enumeration',
      options: [{ value: 'gold' }],
    })
    await call('POST', `${COMPANIES}/batch/upsert`, { inputs: [input('a', { tier: 'gold' }), input('b')] })
    const filters = [{ propertyName: 'tier', operator: 'EQ', value: 'gold' }]
    const found = await call('POST', `${COMPANIES}/search`, {
      filterGroups: [{ filters }],
      properties: ['tier'],
    })
    expect(found.body).toMatchObject({ total: 1, results: [{ properties: { tier: 'gold' } }] })
  }))

test('a contact’s e-mail address is a key in lower case', () =>
  portal(async (call, far) => {
    const ann = (id: string) => ({
      inputs: [{ idProperty: 'email', id, objectWriteTraceId: 't', properties: { firstname: id } }],
    })
    await call('POST', '/crm/v3/objects/contacts/batch/upsert', ann('Ann@Example.com'))
    await call('POST', '/crm/v3/objects/0-1/batch/upsert', ann('ann@example.com'))
    expect(far.records('contacts').map(({ fields }) => fields['email'])).toEqual(['ann@example.com'])
    const bad = await call('POST', '/crm/v3/objects/contacts/batch/upsert', ann('not an address'))
    expect(bad.body.errors[0].errors[0].code).toBe('INVALID_EMAIL')
  }))

test('its quota runs down in the headers, refuses, and is new after the window', () =>
  portal(
    async (call) => {
      const path = '/crm/properties/2026-03/companies'
      expect((await call('GET', path)).headers.get('x-hubspot-ratelimit-remaining')).toBe('1')
      await call('GET', path)
      expect(await call('GET', path)).toMatchObject({
        status: 429,
        body: { errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' },
      })
      await clock.sleep(10_000)
      expect((await call('GET', path)).status).toBe(200)
      await clock.sleep(10_000)
      expect(await call('GET', path)).toMatchObject({ status: 429, body: { policyName: 'DAILY' } })
      await clock.sleep(24 * 3_600_000)
      expect((await call('GET', path)).status).toBe(200)
    },
    { perTenSeconds: 2, perDay: 3 },
  ))
