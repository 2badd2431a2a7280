import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { systemClock, type Clock } from '../../../src/base/clock.ts'
import type { Engine } from '../../../src/engine/index.ts'
import { openApi, type Api } from '../../serve/api.ts'
import { openReader, until, type Reader } from '../../serve/exports/reader.ts'
import { shopTenants } from '../../support/shop.ts'

let ahead = 0
const clock: Clock = { ...systemClock, now: () => new Date(Date.now() + ahead) }
const known = new Set(shopTenants)
let api: Api
const tokens = new Map<string, string>()

beforeAll(async () => {
  api = await openApi({ clock, directory: { knows: (tenant) => Promise.resolve(known.has(tenant)) } })
  for (const tenant of shopTenants) tokens.set(tenant, await api.token(tenant))
  const long = (tenant: string, from: number) =>
    `select '${tenant}', ${from} + n, null::int, timestamptz '2025-01-01', null::date, 'PAID'::shop.order_status, n, n, '${tenant}:' || repeat('x', 400) from generate_series(1, 60000) n`
  await api.shop.database.query(
    `insert into shop.orders ${long('acme', 1_000_000)} union all ${long('globex', 2_000_000)}`,
  )
}, 120_000)
afterAll(() => api?.close())

const tokenOf = (tenant: string) => tokens.get(tenant) ?? ''
const other = (tenant: string) => shopTenants.find((one) => one !== tenant) ?? ''
const everything = '{ orders { nodes { id note customer { name referrer { name } } } } }'
const accepts = ['text/csv', 'application/jsonl'] as const

async function exported(tenant: string, query: string, accept: string, headers = {}) {
  return api.post(tokenOf(tenant), { query }, { accept, ...headers })
}

const documents = [
  '{ customers(orderBy: [{ name: ASC }]) { nodes { id name referrer { name } orderMetrics { orderCount } } } }',
  '{ orderItems(orderBy: [{ orderId: ASC }, { line: ASC }]) { nodes { sku quantity product { title } order { customer { name } } } } }',
  '{ orders(orderBy: [{ id: ASC }], first: 6) { nodes { id note customer { name referrer { name } } } } }',
  `{ customers(where: { or: [{ name: { contains: ":" } }, { orders: { some: { note: { contains: "globex" } } } }] }) { nodes { name } } }`,
]

test('Tenants export the same documents at once; each file is as it is alone, and nothing of the other is in it', async () => {
  const runs = accepts.flatMap((accept) => documents.map((query) => ({ accept, query })))
  for (const { accept, query } of runs) {
    const alone = await Promise.all(shopTenants.map((tenant) => exported(tenant, query, accept)))
    const rounds = [...shopTenants, ...shopTenants, ...shopTenants]
    const together = await Promise.all(rounds.map((tenant) => exported(tenant, query, accept)))
    together.forEach(({ status, text }, i) => {
      const tenant = rounds[i] ?? ''
      expect(status).toBe(200)
      expect(text).toBe(alone[shopTenants.indexOf(tenant)]?.text)
      expect(text).toContain(`${tenant}:`)
      expect(text).not.toContain(`${other(tenant)}:`)
    })
  }
}, 120_000)

describe('In the midst of an export', () => {
  const open = (tenant: string, accept: string): Promise<Reader> =>
    openReader(api, tokenOf(tenant), everything, accept)
  const ended = () => until('its turn is given back', () => api.server.counts().exports.running === 0)

  test.each(accepts)(
    'as %s the token runs out: it is cut off, and never ends as if it were whole',
    async (accept) => {
      const reader = await open('acme', accept)
      try {
        ahead = 3_700_000
        const { text, whole } = await reader.rest()
        expect(whole).toBe(false)
        expect(text.split('\n').length).toBeLessThan(60_000)
        await ended()
        expect((await exported('acme', everything, accept)).status).toBe(401)
      } finally {
        ahead = 0
      }
    },
  )

  test('the tenant is suspended: it is cut off', async () => {
    const reader = await open('acme', 'application/jsonl')
    try {
      known.delete('acme')
      // This server hears no news, and looks twice a second; until then the rest waits for its reader.
      await sleep(1_500)
      expect((await reader.rest()).whole).toBe(false)
      await ended()
    } finally {
      known.add('acme')
    }
  })

  test('the other tenant’s token on the same connection reads the other tenant’s rows alone', async () => {
    const { Agent, request } = await import('node:http')
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const ask = (tenant: string) =>
      new Promise<string>((resolve, reject) => {
        const headers = {
          authorization: `Bearer ${tokenOf(tenant)}`,
          'content-type': 'application/json',
          accept: 'text/csv',
        }
        const sent = request(`${api.url}/graphql`, { method: 'POST', agent, headers }, (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => void parts.push(part))
          response.on('end', () => resolve(Buffer.concat(parts).toString()))
        })
        sent.on('error', reject)
        sent.end(JSON.stringify({ query: documents[0] }))
      })
    const answers = await Promise.all(['acme', 'globex', 'acme'].map(ask))
    agent.destroy()
    expect(answers.map((text) => [text.includes('acme:'), text.includes('globex:')])).toEqual([
      [true, false],
      [false, true],
      [true, false],
    ])
  })
})

describe('The token runs out', () => {
  const small = '{ customers { nodes { id name } } }'
  /** Another server over the same shop, whose rows come by way of `stream`. */
  async function served(stream: Engine['stream'], ask: (other: Api) => Promise<void>): Promise<void> {
    const engine = { ...api.shop.engine, stream }
    const other = await openApi({ clock, engine })
    try {
      await ask(other)
    } finally {
      ahead = 0
      await other.close()
    }
  }

  test('before the first row: it is refused, and no file is begun', async () => {
    async function* late(...args: Parameters<Engine['stream']>) {
      ahead = 3_700_000
      yield* api.shop.engine.stream(...args)
    }
    await served(late, async (other) => {
      const { status, headers } = await other.post(tokenOf('acme'), { query: small }, { accept: 'text/csv' })
      expect([status, headers.get('content-disposition')]).toEqual([401, null])
    })
  })

  test('while the warehouse has no row to tell: nobody waits for one any longer', async () => {
    let stopped = false
    async function* silent(...args: Parameters<Engine['stream']>) {
      const signal = args[3]?.signal
      for (let i = 0; i < 100 && !signal?.aborted; i++) await sleep(50)
      stopped = signal?.aborted === true
      yield* api.shop.engine.stream(...args)
    }
    await served(silent, async (other) => {
      const token = await other.token('acme')
      ahead = 3_603_000 // a second or two are left, the clock's tolerance with them
      const { status } = await other.post(token, { query: small }, { accept: 'text/csv' })
      expect([status, stopped]).toEqual([401, true])
    })
  })

  test('after the last row, before the end is told: it is no whole file', async () => {
    async function* slow(...args: Parameters<Engine['stream']>) {
      yield* api.shop.engine.stream(...args)
      ahead = 3_700_000
    }
    await served(slow, async (other) => {
      const reader = await openReader(other, tokenOf('acme'), small, 'application/jsonl')
      expect((await reader.rest()).whole).toBe(false)
    })
  })
})

test('Exports that nobody reads hold up neither a sync of the tenant nor its answers', async () => {
  const slow = await Promise.all(
    shopTenants.map((tenant) => openReader(api, tokenOf(tenant), everything, 'text/csv')),
  )
  const scope = await api.shop.scope('acme')
  const list = api.shop.engine.compile(
    {
      is: 'rows',
      model: 'Customer',
      orderBy: [],
      select: [{ is: 'dimension', as: 'name', field: 'name' }],
      shape: { is: 'list' },
    },
    { scope: 'tenant', roles: [] },
  )
  const rows: unknown[] = []
  for await (const chunk of api.shop.engine.stream(scope, list, { variables: {}, now: clock.now() })) {
    rows.push(...chunk)
  }
  expect(rows).toHaveLength(4)
  const answer = await api.post(tokenOf('acme'), { query: '{ customers { totalCount } }' })
  expect(answer.body.data).toEqual({ customers: { totalCount: 4 } })
  expect(api.server.counts().exports.running).toBe(2)
  for (const reader of slow) reader.leave()
  await until('their turns are given back', () => api.server.counts().exports.running === 0)
})

describe('An embed token exports nothing,', () => {
  const bodies = [
    { documentId: 'dashboard:sales' },
    { query: documents[0] },
    { documentId: 'dashboard:sales', query: documents[0] },
  ]
  test.each(['text/csv', 'application/jsonl', 'application/x-ndjson, application/json;q=0.9', 'TEXT/CSV'])(
    'whatever it sends with `Accept: %s`',
    async (accept) => {
      for (const body of bodies) {
        const { status, text, headers } = await api.post(await api.embedToken('acme'), body, { accept })
        expect([status, headers.get('content-disposition')]).toEqual([403, null])
        expect(text).not.toContain('acme')
      }
    },
  )

  test('and with several formats at equal weight it gets its dashboard as JSON', async () => {
    const accept = 'application/json, text/csv'
    const { status, headers } = await api.post(await api.embedToken('acme'), bodies[0], { accept })
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
  })
})

describe('Roles see in an export what they see in an answer:', () => {
  test('a hidden field is unknown in it, as a column, an order and a condition', async () => {
    for (const query of [
      '{ orders { nodes { amount } } }',
      '{ orders(orderBy: [{ amount: ASC }]) { nodes { id } } }',
      '{ orders(where: { amount: { gt: "1" } }) { nodes { id } } }',
    ]) {
      for (const accept of accepts) expect((await exported('acme', query, accept)).status).toBe(400)
    }
  })
})

describe('Names that a request chooses', () => {
  test('reach the file’s name and header as letters, digits and underscores, or not at all', async () => {
    const good = await exported(
      'acme',
      '{ __proto__: customers(first: 1) { nodes { constructor: id } } }',
      'text/csv',
    )
    expect(good.headers.get('content-disposition')).toBe('attachment; filename="__proto__.csv"')
    expect(good.text).toBe('constructor\r\n1\r\n')
    for (const name of ['a"; filename="x.exe', 'a\r\nset-cookie: x=1', '../../etc', '=cmd']) {
      const { status, headers } = await exported(
        'acme',
        `{ ${name}: customers { nodes { id } } }`,
        'text/csv',
      )
      expect([status, headers.get('content-disposition'), headers.get('set-cookie')]).toEqual([
        400,
        null,
        null,
      ])
    }
    const long = await exported(
      'acme',
      `{ ${'a'.repeat(500)}: customers(first: 0) { nodes { id } } }`,
      'text/csv',
    )
    expect(long.headers.get('content-disposition')).toBe(`attachment; filename="${'a'.repeat(60)}.csv"`)
  })

  test('a root field in another’s name, or twice, exports one model’s rows and no more', async () => {
    const query =
      '{ orders: customers(orderBy: [{ name: ASC }]) { nodes { note: name } } ...Again } fragment Again on Query { orders: customers(orderBy: [{ name: ASC }]) { nodes { note: name } } }'
    const { text } = await exported('acme', query, 'text/csv')
    expect(text.split('\r\n')).toHaveLength(6)
    const two = await exported(
      'acme',
      '{ ...A } fragment A on Query { a: customers { nodes { id } } b: customers { nodes { id } } }',
      'text/csv',
    )
    expect(two.status).toBe(400)
  })
})

test('No cell is a formula to a spreadsheet, breaks out of its row, or loses what it holds', async () => {
  const hostile = [
    "=cmd|'/c calc'!A1",
    '+1',
    '-1+2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    'a\r\n=1,2',
    '"',
    'a,b',
    '',
    ' x ',
    '=é"🐟"',
  ]
  const values = hostile.map(
    (_, i) => `('acme', ${3_000_000 + i}, null, '2024-01-01', null, 'PENDING', -${i + 1}, -5, $${i + 1})`,
  )
  await api.shop.database.query(`insert into shop.orders values ${values.join(', ')}`, hostile)
  const query =
    '{ orders(where: { placedAt: { lt: "2024-06-01T00:00:00Z" } }, orderBy: [{ id: ASC }]) { nodes { note big } } }'
  const { text } = await exported('acme', query, 'text/csv')
  expect(text).toBe(
    [
      'note,big',
      "'=cmd|'/c calc'!A1,-5",
      "'+1,-5",
      "'-1+2,-5",
      "'@SUM(A1),-5",
      "'\t=1,-5",
      '"\'\r=1",-5',
      '"a\r\n=1,2",-5',
      '"""",-5',
      '"a,b",-5',
      '"",-5',
      '" x ",-5',
      '"\'=é""🐟""",-5',
      '',
    ].join('\r\n'),
  )
  const lines = (await exported('acme', query, 'application/jsonl')).text.trim().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as { note: string }).note)).toEqual(hostile)
})
