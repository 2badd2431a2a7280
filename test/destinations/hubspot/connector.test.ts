import { describe, expect, test } from '@jest/globals'
import type { Batch, Change } from '../../../src/destinations/contract.ts'
import { hubspotSimulator } from '../../../src/destinations/hubspot/simulator.ts'
import type { SimReply } from '../../../src/destinations/kit/simulator/simulator.ts'
import { withScene, type Scene } from '../../contract/destinations/setting.ts'

const hubspot = <T>(play: (scene: Scene) => Promise<T>, options: Parameters<typeof withScene>[2] = {}) =>
  withScene(hubspotSimulator, play, options)

const KEY = 'sluice_account_id'
const change = (key: string, fields: Change['fields'] = {}): Change => ({
  key,
  fields: { [KEY]: key, ...fields },
})
const upserts = (changes: readonly Change[], more: Partial<Batch> = {}): Batch => ({
  object: 'companies',
  key: KEY,
  operation: 'upsert',
  operationId: 'run-7.3',
  changes,
  ...more,
})
const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  ({ is: 'answer', reply: { status, body, headers } }) as const

describe('what is sent', () => {
  test('is a batch upsert of the dated version, by unique property, with a trace id a record', () =>
    hubspot(async ({ far, destination }) => {
      await destination.deliver(upserts([change('a', { name: 'A' })]))
      expect(far.log[0]?.path).toBe('/crm/objects/2026-03/companies/batch/upsert')
      expect(far.log[0]?.headers['authorization']).toBe('Bearer sandbox-token')
      expect(JSON.parse(far.log[0]?.text ?? '')).toEqual({
        inputs: [
          {
            idProperty: KEY,
            id: 'a',
            objectWriteTraceId: 'run-7.3:0',
            properties: { [KEY]: 'a', name: 'A' },
          },
        ],
      })
    }))

  test('goes to the older family of addresses where the settings say v3', () =>
    hubspot(
      async ({ far, destination }) => {
        expect((await destination.deliver(upserts([change('a')])))[0]).toMatchObject({ is: 'delivered' })
        expect(far.log[0]?.path).toBe('/crm/v3/objects/companies/batch/upsert')
      },
      { settings: { version: 'v3' } },
    ))

  test('has every value as a string, digits untouched, and the empty string for null', () =>
    hubspot(async ({ far, destination }) => {
      const fields = {
        name: null,
        health_score: '0.10',
        revenue_90d: '12345678901234567890.123',
        churned: true,
        orders_90d: 3,
        renewal_date: '2027-01-31',
        last_order_at: '2026-11-22T10:00:00.123456Z',
      }
      expect(await destination.deliver(upserts([change('a', { name: 'Before' })]))).toHaveLength(1)
      expect((await destination.deliver(upserts([change('a', fields)])))[0]).toMatchObject({
        is: 'delivered',
      })
      expect(far.records('companies')[0]?.fields).toEqual({
        [KEY]: 'a',
        health_score: '0.10',
        revenue_90d: '12345678901234567890.123',
        churned: 'true',
        orders_90d: '3',
        renewal_date: '2027-01-31',
        last_order_at: '2026-11-22T10:00:00.123456Z',
      })
    }))
})

describe('how answers are read', () => {
  const trace = (at: number) => `run-7.3:${at}`

  test('207 in another order: each record by its trace id', () =>
    hubspot(async ({ far, destination }) => {
      far.faults.add(
        answer(207, {
          status: 'COMPLETE',
          results: [
            { id: '52', properties: {}, objectWriteTraceId: trace(2) },
            { id: '50', properties: {}, objectWriteTraceId: trace(0) },
          ],
          numErrors: 1,
          errors: [
            {
              status: 'error',
              category: 'CONFLICT',
              message: 'taken',
              context: { objectWriteTraceId: [trace(1)] },
            },
          ],
        }),
      )
      expect(await destination.deliver(upserts([change('a'), change('b'), change('c')]))).toEqual([
        { is: 'delivered', confirmed: 'ROW', farId: '50' },
        { is: 'rejected', reason: 'taken', code: 'CONFLICT' },
        { is: 'delivered', confirmed: 'ROW', farId: '52' },
      ])
    }))

  test.each([200, 201, 207])('%d with errors: the errors are believed, not the status', (status) =>
    hubspot(async ({ far, destination }) => {
      const errors = [
        { category: 'VALIDATION_ERROR', message: 'bad', context: { objectWriteTraceId: [trace(0)] } },
      ]
      far.faults.add(answer(status, { results: [], errors }))
      expect((await destination.deliver(upserts([change('a')])))[0]).toMatchObject({
        is: 'rejected',
        reason: 'bad',
      })
    }),
  )

  test('results for another request join nothing', () =>
    hubspot(
      async ({ far, destination }) => {
        far.faults.add(
          answer(200, {
            results: [{ id: '9', objectWriteTraceId: 'run-6.1:0', properties: { [KEY]: 'a' } }],
          }),
        )
        expect((await destination.deliver(upserts([change('a')])))[0]).toMatchObject({ is: 'unknown' })
      },
      { patience: { attempts: 1 } },
    ))

  test('results without trace ids join by the key’s value, exactly', () =>
    hubspot(
      async ({ far, destination }) => {
        far.faults.add(answer(200, { results: [{ id: '9', properties: { [KEY]: 'A1' } }] }))
        const outcomes = await destination.deliver(upserts([change('a1'), change('A1')]))
        expect(outcomes.map(({ is }) => is)).toEqual(['unknown', 'delivered'])
      },
      { patience: { attempts: 1 } },
    ))

  test('a 400 without a word about records is cut down to the one that caused it', () =>
    hubspot(async ({ far, destination }) => {
      far.faults.add(
        answer(400, { status: 'error', category: 'VALIDATION_ERROR', message: 'something is wrong' }),
        {
          times: 99,
          when: ({ text }) => text.includes('"poison"'),
        },
      )
      const changes = ['a', 'b', 'poison', 'c', 'd'].map((key) => change(key))
      const outcomes = await destination.deliver(upserts(changes))
      expect(outcomes.map(({ is }) => is)).toEqual([
        'delivered',
        'delivered',
        'rejected',
        'delivered',
        'delivered',
      ])
      expect(far.records('companies')).toHaveLength(4)
    }))

  test('a 400 that names a record costs that record only, and one more request', () =>
    hubspot(async ({ far, destination }) => {
      far.faults.add(
        answer(400, {
          category: 'VALIDATION_ERROR',
          message: 'bad',
          context: { objectWriteTraceId: [trace(1)] },
        }),
      )
      const outcomes = await destination.deliver(upserts([change('a'), change('b'), change('c')]))
      expect(outcomes.map(({ is }) => is)).toEqual(['delivered', 'rejected', 'delivered'])
      expect(far.log).toHaveLength(2)
    }))

  test('errors that name nobody are asked for one by one', () =>
    hubspot(async ({ far, destination }) => {
      const nameless = answer(207, {
        results: [],
        numErrors: 1,
        errors: [{ category: 'VALIDATION_ERROR', message: 'one of them' }],
      })
      far.faults.add(nameless, { times: 99, when: ({ text }) => text.includes('"b"') })
      const outcomes = await destination.deliver(upserts([change('a'), change('b'), change('c')]))
      expect(outcomes.map(({ is }) => is)).toEqual(['delivered', 'rejected', 'delivered'])
    }))

  test('ids that HubSpot takes for one are sent apart', () =>
    hubspot(async ({ far, destination }) => {
      const duplicate = { category: 'VALIDATION_ERROR', message: 'Duplicate IDs', context: { ids: ['a'] } }
      far.faults.add(answer(400, duplicate), {
        times: 9,
        when: ({ text }) => text.includes('"a"') && text.includes('"A"'),
      })
      const outcomes = await destination.deliver(upserts([change('a'), change('A')]))
      expect(outcomes.map(({ is }) => is)).toEqual(['delivered', 'delivered'])
    }))

  test('a unique value that another record has is that record’s fault only', () =>
    hubspot(
      async ({ destination }) => {
        await destination.deliver(upserts([change('a', { tax_id: 'T1' })]))
        const outcomes = await destination.deliver(upserts([change('b', { tax_id: 'T1' }), change('c')]))
        expect(outcomes[0]).toMatchObject({ is: 'rejected', field: 'tax_id', code: 'UNIQUE_VALUE_TAKEN' })
        expect(outcomes[1]).toMatchObject({ is: 'delivered' })
      },
      { far: { properties: { companies: { tax_id: { type: 'string', unique: true } } } } },
    ))
})

describe('what stops a run', () => {
  test.each<[string, SimReply, RegExp]>([
    [
      'a revoked token',
      { status: 401, body: { category: 'INVALID_AUTHENTICATION', message: 'expired' } },
      /401.*Renew the token/,
    ],
    [
      'missing scopes, by name',
      {
        status: 403,
        body: {
          category: 'MISSING_SCOPES',
          message: 'no',
          errors: [{ context: { requiredGranularScopes: ['crm.objects.deals.write'] } }],
        },
      },
      /missing scopes: crm\.objects\.deals\.write/,
    ],
    [
      'an object that isn’t there',
      { status: 404, body: { category: 'OBJECT_NOT_FOUND', message: 'no such type' } },
      /Check the object’s name/,
    ],
    [
      'a property that isn’t there, by name',
      {
        status: 400,
        body: { category: 'VALIDATION_ERROR', errors: [{ code: 'PROPERTY_DOESNT_EXIST', in: 'helth' }] },
      },
      /properties: helth.*`sluice check`/,
    ],
    [
      'a body that isn’t understood',
      { status: 400, body: { category: 'INVALID_JSON', message: 'huh' } },
      /refused with 400: huh/,
    ],
  ])('%s', (_, reply, message) =>
    hubspot(async ({ far, destination, clock }) => {
      far.faults.add({ is: 'answer', reply })
      await expect(destination.deliver(upserts([change('a'), change('b')]))).rejects.toMatchObject({
        code: 'DESTINATION_REFUSED',
        message: expect.stringMatching(message),
      })
      expect(far.log).toHaveLength(1)
      expect(clock.slept).toEqual([])
    }),
  )
})

describe('waits', () => {
  const limited = (policyName: string) => ({
    status: 'error',
    errorType: 'RATE_LIMIT',
    policyName,
    correlationId: 'c',
    message: 'limit',
  })

  test.each<[string, SimReply, number]>([
    [
      'ten seconds at most for the short window',
      { status: 429, body: limited('TEN_SECONDLY_ROLLING'), headers: { 'retry-after': '900' } },
      10_000,
    ],
    [
      'what the window’s header says',
      {
        status: 429,
        body: limited('SECONDLY'),
        headers: { 'x-hubspot-ratelimit-interval-milliseconds': '3000' },
      },
      3_000,
    ],
    ['two seconds for a locked record', { status: 423, body: {} }, 2_000],
    ['as long as a migration asks for', { status: 477, body: {}, headers: { 'retry-after': '90' } }, 90_000],
  ])('%s', (_, reply, ms) =>
    hubspot(async ({ far, destination, clock }) => {
      far.faults.add({ is: 'answer', reply })
      expect((await destination.deliver(upserts([change('a')])))[0]).toMatchObject({ is: 'delivered' })
      expect(clock.slept).toEqual([ms])
    }),
  )

  test('a used-up day goes back to the caller with the time until the account’s midnight', () =>
    hubspot(
      async ({ far, destination, clock }) => {
        far.faults.add(answer(429, limited('DAILY')))
        expect((await destination.deliver(upserts([change('a')])))[0]).toMatchObject({
          is: 'retry',
          afterMs: 17 * 3_600_000,
        })
        expect(clock.slept).toEqual([])
      },
      { settings: { timezone: 'America/New_York' } },
    ))

  test('the far side’s own windows are obeyed, and told to whoever keeps the quota', () =>
    hubspot(
      async ({ far, destination, clock, quotas }) => {
        for (const key of ['a', 'b', 'c']) await destination.deliver(upserts([change(key)]))
        expect(far.records('companies')).toHaveLength(3)
        expect(clock.slept).toEqual([10_000])
        expect(quotas.slice(0, 2)).toEqual([
          { window: 'interval', limit: 2, remaining: 1, resetMs: 10_000 },
          { window: 'day', limit: 625_000, remaining: 624_999, resetMs: 86_400_000 },
        ])
      },
      { far: { perTenSeconds: 2 } },
    ))
})

describe('removal', () => {
  const removals = (changes: readonly Change[]) => upserts(changes, { operation: 'remove' })

  test('archives by the ids that are known, and looks the others up', () =>
    hubspot(async ({ far, destination }) => {
      const sent = await destination.deliver(upserts([change('a'), change('b')]))
      const farId = sent[0]?.is === 'delivered' ? (sent[0].farId as string) : ''
      await destination.deliver(
        removals([
          { key: 'a', fields: {}, farId },
          { key: 'b', fields: {} },
          { key: 'never', fields: {} },
        ]),
      )
      expect(far.log.slice(1).map(({ path }) => path.split('/').pop())).toEqual(['read', 'archive'])
      expect(JSON.parse(far.log[1]?.text ?? '').inputs).toEqual([{ id: 'b' }, { id: 'never' }])
      expect(far.records()).toEqual([])
    }))

  test('does not take silence for absence', () =>
    hubspot(
      async ({ far, destination }) => {
        await destination.deliver(upserts([change('a')]))
        for (const body of [
          {},
          { results: [{ id: '5' }] },
          { results: [], errors: [{ category: 'INTERNAL_ERROR', message: 'oops' }] },
        ]) {
          far.faults.add(answer(200, body))
          expect((await destination.deliver(removals([{ key: 'a', fields: {} }])))[0]).toMatchObject({
            is: 'retry',
          })
        }
        expect(far.records()).toHaveLength(1)
      },
      { patience: { attempts: 1 } },
    ))

  test('archives one record of two that differ in case only', () =>
    hubspot(async ({ far, destination }) => {
      await destination.deliver(upserts([change('A1'), change('a1')]))
      await destination.deliver(removals([{ key: 'a1', fields: {} }]))
      expect(far.records().map(({ fields }) => fields[KEY])).toEqual(['A1'])
    }))
})

test('describes types, options, what can be written and what is a key', () =>
  hubspot(
    async ({ far, destination }) => {
      const { fields } = await destination.describe('companies')
      const named = Object.fromEntries(fields.map((field) => [field.name, field]))
      const plain = { writable: true, required: false, unique: false }
      expect(named[KEY]).toMatchObject({ ...plain, name: KEY, type: 'string', unique: true })
      expect(named['tier']).toMatchObject({ ...plain, name: 'tier', type: 'enum', options: ['gold', 'tin'] })
      expect(named['health_score']).toMatchObject({ ...plain, name: 'health_score', type: 'number' })
      expect(named['churned']).toMatchObject({ ...plain, name: 'churned', type: 'boolean' })
      expect(named['renewal_date']).toMatchObject({ type: 'date' })
      expect(named['last_order_at']).toMatchObject({ type: 'datetime' })
      expect(named['hubspot_owner_id']).toMatchObject({ type: 'string' })
      expect(named['hs_object_id']).toMatchObject({ writable: false, unique: false })
      expect(
        (await destination.describe('contacts')).fields.find(({ name }) => name === 'email'),
      ).toMatchObject({ unique: true })
      far.faults.add({ is: 'answer', reply: { status: 503 } })
      expect((await destination.describe('companies')).fields).toHaveLength(fields.length)
    },
    { far: { properties: { companies: { tier: { type: 'enumeration', options: ['gold', 'tin'] } } } } },
  ))

test('an object that HubSpot doesn’t have is the project’s fault, with the cure', () =>
  hubspot(async ({ destination }) => {
    expect(() => destination.kind('../contacts')).toThrow(
      /`hubspot` has no object `\.\.\/contacts`.*Correct `object`/,
    )
    await expect(destination.describe('2-999')).rejects.toMatchObject({ code: 'DESTINATION_REFUSED' })
  }))

test('a token that may see one kind of objects only is good', () =>
  hubspot(
    async ({ destination }) => {
      await destination.test()
      await expect(destination.deliver(upserts([change('a')], { object: 'contacts' }))).rejects.toMatchObject(
        {
          message: expect.stringContaining('crm.objects.contacts.write'),
        },
      )
    },
    { far: { scopes: ['companies'] } },
  ))

test('a change of one record writes that record only, and the far side counts its version up', () =>
  hubspot(async ({ far, destination }) => {
    await destination.deliver(upserts([change('a', { name: 'A' }), change('b', { name: 'B' })]))
    await destination.deliver(upserts([change('b', { name: 'B2' })]))
    expect(far.writes.map(({ key, version }) => [key, version])).toEqual([
      ['a', 1],
      ['b', 2],
      ['b', 3],
    ])
  }))
