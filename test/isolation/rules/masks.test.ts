import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openScope } from '../../../src/tenant/scope.ts'
import { modelsOf, now, openDesk, type Asker } from '../../support/desk.ts'
import { digestOf, maskedBy } from '../../support/mask.ts'
import { firmTenants, openFirm, workersOf, type Firm } from './firm.ts'

let firm: Firm
beforeAll(async () => {
  firm = await openFirm()
})
afterAll(() => firm?.close())

const director = { roles: ['director'] }
const secrets = workersOf('acme').flatMap(({ name, email, phone, badge, bornOn }) =>
  [name, email, phone, badge, bornOn].filter((one) => one !== null),
)

test('Who isn’t cleared sees the masks, and who is sees the values', async () => {
  const text = '{ workers(first: 100) { nodes { id name email phone badge bornOn initial } } }'
  for (const tenant of firmTenants) {
    const expected = workersOf(tenant).map(({ id, name, email, phone, badge, bornOn }) => ({
      clear: { id: String(id), name, email, phone, badge, bornOn, initial: name.slice(0, 1) },
      masked: {
        id: String(id),
        name: maskedBy('PARTIAL', 'NAME', 'Worker.name', tenant, name),
        email: maskedBy('HASH', 'EMAIL', 'Worker.email', tenant, email),
        phone: maskedBy('PARTIAL', 'PHONE', 'Worker.phone', tenant, phone),
        badge: maskedBy('TOKEN', 'ID', 'Worker.badge', tenant, badge),
        bornOn: null,
        initial: null,
      },
    }))
    const masked = await firm.ask(text, { ...director, tenant })
    expect(masked.data['workers'].nodes).toEqual(expected.map((one) => one.masked))
    const clear = await firm.ask(text, { roles: ['hr'], tenant })
    expect(clear.data['workers'].nodes).toEqual(expected.map((one) => one.clear))
    const both = await firm.ask(text, { roles: ['director', 'hr'], tenant })
    expect(both.data).toEqual(clear.data)
  }
})

test('Equal values of two tenants have different masks, and a field’s tokens are no other field’s', async () => {
  const text = '{ workers(first: 100) { nodes { email badge desk { workerId plate } } } }'
  const [acme, globex] = await Promise.all(
    firmTenants.map(async (tenant) => {
      const { data } = await firm.ask(text, { roles: ['director', 'manager'], claims: { floor: 1 }, tenant })
      return data['workers'].nodes as {
        email: string | null
        badge: string
        desk: { workerId: string; plate: string } | null
      }[]
    }),
  )
  expect(workersOf('acme').map(({ email }) => email)).toEqual(workersOf('globex').map(({ email }) => email))
  const emails = (nodes: typeof acme) => nodes?.flatMap(({ email }) => email ?? []) ?? []
  expect(emails(acme).length).toBeGreaterThan(3)
  expect(emails(acme).filter((email) => emails(globex).includes(email))).toEqual([])
  const seated = acme?.flatMap(({ desk }) => desk ?? []) ?? []
  expect(seated.length).toBeGreaterThan(1)
  for (const { workerId, plate } of seated) {
    expect(workerId).toMatch(/^tok_[\w-]{22}$/)
    expect(plate).toMatch(/^.\*\*\*$/)
    expect(acme?.map(({ badge }) => badge)).not.toContain(workerId)
  }
})

test('Equal values of one tenant have one hash, so that they can be counted and joined', async () => {
  const { data } = await firm.ask('{ workerMetrics { rows { email headCount } } }', director)
  const counts = Map.groupBy(workersOf('acme'), ({ email }) => email)
  const expected = [...counts].map(([email, those]) => ({
    email: maskedBy('HASH', 'EMAIL', 'Worker.email', 'acme', email),
    headCount: those.length,
  }))
  const sorted = (rows: typeof expected) =>
    rows.toSorted((a, b) => ((a.email ?? '') < (b.email ?? '') ? -1 : 1))
  expect(sorted(data['workerMetrics'].rows)).toEqual(sorted(expected))
})

/** What reads or compares a masked value, each way that there is. */
const ways: readonly [string, string][] = [
  ['where', '{ workers(where: { email: { eq: "x" } }) { nodes { id } } }'],
  ['where, whether it is there', '{ workers(where: { phone: { isNull: true } }) { nodes { id } } }'],
  [
    'where, deep in and, or and not',
    '{ workers(where: { or: [{ not: { and: [{ name: { contains: "A" } }] } }] }) { totalCount } }',
  ],
  ['where along a link', '{ workers(where: { boss: { name: { startsWith: "A" } } }) { nodes { id } } }'],
  [
    'where along a link to many',
    '{ teams(where: { workers: { some: { name: { eq: "Ada" } } } }) { nodes { id } } }',
  ],
  ['where every', '{ teams(where: { workers: { every: { badge: { ne: "x" } } } }) { nodes { id } } }'],
  ['where of a masked expression', '{ workers(where: { initial: { eq: "A" } }) { nodes { id } } }'],
  ['orderBy', '{ workers(orderBy: [{ name: ASC }]) { nodes { id } } }'],
  ['orderBy along a link', '{ workers(orderBy: [{ boss: { bornOn: DESC } }]) { nodes { id } } }'],
  ['a nested where', '{ teams { nodes { workers(where: { name: { eq: "Ada" } }) { totalCount } } } }'],
  ['a nested order', '{ teams { nodes { workers(orderBy: [{ badge: ASC }]) { nodes { id } } } } }'],
  ['a measure per parent', '{ teams { nodes { workerMetrics { mails } } } }'],
  [
    'a where per parent',
    '{ teams { nodes { workerMetrics(where: { name: { eq: "Ada" } }) { headCount } } } }',
  ],
  [
    'a measure’s where per parent',
    '{ teams { nodes { workerMetrics { headCount(where: { name: { eq: "Ada" } }) } } } }',
  ],
  [
    'the where of metrics',
    '{ workerMetrics(where: { bornOn: { gte: "1965-01-01" } }) { totals { headCount } } }',
  ],
  ['a measure’s where', '{ workerMetrics { totals { headCount(where: { phone: { contains: "12" } }) } } }'],
  ['a measure of masked values', '{ workerMetrics { totals { oldest } } }'],
  ['a measure whose condition reads one', '{ workerMetrics { totals { adas } } }'],
  ['a formula over such a measure', '{ workerMetrics { totals { perMail } } }'],
  ['having', '{ workerMetrics(having: { mails: { gt: 1 } }) { rows { level headCount } } }'],
  [
    'an order of groups by such a measure',
    '{ workerMetrics(orderBy: [{ oldest: ASC }]) { rows { level headCount } } }',
  ],
  ['an order of groups by a mask', '{ workerMetrics(orderBy: [{ name: ASC }]) { rows { name headCount } } }'],
  [
    'the where of several models',
    '{ metrics(where: { worker: { name: { eq: "Ada" } } }) { totals { workerMetrics { headCount } } } }',
  ],
  ['a measure of several models', '{ metrics { totals { workerMetrics { mails } } } }'],
  [
    'a time of several models',
    '{ metrics { rows { time(by: YEAR) workerMetrics(time: bornOn) { headCount } } } }',
  ],
  [
    'a group along many, filtered',
    '{ teamMetrics(where: { workers: { none: { name: { eq: "x" } } } }) { rows { workers(each: true) { name } teamCount } } }',
  ],
]

describe('A masked value decides nothing:', () => {
  test.each(ways)('%s is not in the API of who isn’t cleared', async (_, text) => {
    const told = await firm.ask(text, director)
    expect(told.data).toEqual({})
    for (const secret of secrets) expect(told.text).not.toContain(secret)
  })

  test.each(ways)('%s is refused by the engine alone, in the words for what isn’t there', async (_, text) => {
    for (const { query } of firm.read(text, ['director', 'hr'])) {
      expect(() => firm.engine.compile(query, { scope: 'tenant', roles: ['director'] })).toThrow(
        /^There is no field "Worker\.\w+"\./,
      )
      expect(firm.engine.compile(query, { scope: 'tenant', roles: ['hr'] }).statements).not.toEqual([])
    }
  })
})

test('The words for a masked field, compared, are those for a field that no one has', () => {
  const where = (field: string) => ({
    is: 'rows' as const,
    model: 'Worker',
    orderBy: [],
    select: [],
    shape: { is: 'list' as const },
    where: { is: 'missing' as const, field },
  })
  const said = (field: string) => {
    try {
      firm.engine.compile(where(field), { scope: 'tenant', roles: [] })
    } catch (error) {
      return (error as Error).message.replaceAll(field, '…')
    }
    return 'nothing'
  }
  expect(said('email')).toBe(said('nowhere'))
  expect(said('level')).toBe('nothing')
})

describe('A masked key', () => {
  const page = (more: string) =>
    `{ desks(first: 4${more}) { totalCount nodes { workerId floor } pageInfo { hasNextPage endCursor } } }`
  const manager = { roles: ['manager', 'hr'] }

  test('is no argument of a look-up', async () => {
    expect((await firm.ask('{ desk(workerId: "1") { floor } }', manager)).data['desk']).toEqual({ floor: 1 })
    const { errors } = await firm.ask('{ desk(workerId: "1") { floor } }', { roles: ['manager'] })
    expect(errors.join()).toMatch(/Cannot query field "desk"|Unknown argument "workerId"/)
  })

  test('turns pages in an order that isn’t that of the keys, each row once', async () => {
    const keys = workersOf('acme').map(({ id }) => String(id))
    const place = (key: string) => digestOf('acme', 'order:Desk.worker_id', key).toString('hex')
    const expected = keys.toSorted((a, b) => (place(a) < place(b) ? -1 : 1))
    expect(expected).not.toEqual(keys)
    const tokens = expected.map((key) => maskedBy('TOKEN', 'ID', 'Desk.workerId', 'acme', key))
    expect(await everyPage(director)).toEqual(tokens)
  })

  test('turns pages below a row in that order, too', async () => {
    const models = modelsOf(`
type Floor @model(source: "firm.teams", key: "team_id", tenant: "tenant_id") {
  id: ID! @column(name: "team_id")
  people: [Person!]! @link(to: "team_id")
}
type Person @model(source: "firm.workers", key: "badge", tenant: "tenant_id") {
  badge: ID! @pii(kind: ID, mask: TOKEN)
  teamId: Int
}`)
    const desk = openDesk(models, firm.warehouses)
    const place = (key: string) => digestOf('acme', 'order:Person.badge', key).toString('hex')
    const expected = workersOf('acme')
      .filter(({ team }) => team === 1)
      .map(({ badge }) => badge)
      .toSorted((a, b) => (place(a) < place(b) ? -1 : 1))
    const found: string[] = []
    for (let after = '', i = 0; i < 10; i++) {
      const text = `{ floors(first: 1) { nodes { people(first: 1${after}) { nodes { badge } pageInfo { hasNextPage endCursor } } } } }`
      const { data, errors } = await desk.ask(text)
      expect(errors).toEqual([])
      const { nodes, pageInfo } = data['floors'].nodes[0].people
      found.push(...nodes.map(({ badge }: { badge: string }) => badge))
      if (!pageInfo.hasNextPage) break
      after = `, after: "${pageInfo.endCursor}"`
    }
    expect(found).toEqual(expected.map((badge) => maskedBy('TOKEN', 'ID', 'Person.badge', 'acme', badge)))
    expect(found).toHaveLength(3)
  })

  test('has no cursor that who sees the keys gave out, and gives him none', async () => {
    const asker = director
    const masked = (await firm.ask(page(''), asker)).data['desks'].pageInfo.endCursor as string
    const clear = (await firm.ask(page(''), { roles: ['hr'] })).data['desks'].pageInfo.endCursor as string
    const words = 'The cursor does not fit this query'
    expect((await firm.ask(page(`, after: "${clear}"`), asker)).errors).toEqual([
      expect.stringContaining(words),
    ])
    expect((await firm.ask(page(`, after: "${masked}"`), { roles: ['hr'] })).errors).toEqual([
      expect.stringContaining(words),
    ])
  })

  async function everyPage(asker: Asker): Promise<readonly string[]> {
    const found: string[] = []
    let after = ''
    for (let i = 0; i < 20; i++) {
      const text = `{ desks(first: 1${after}) { nodes { workerId } pageInfo { hasNextPage endCursor } } }`
      const { data } = await firm.ask(text, asker)
      const { nodes, pageInfo } = data['desks']
      found.push(...nodes.map(({ workerId }: { workerId: string }) => workerId))
      if (!pageInfo.hasNextPage) break
      after = `, after: "${pageInfo.endCursor}"`
    }
    return found
  }
})

describe('A masked time is not the time of several models:', () => {
  const since = '2025-05-01T00:00:00Z'
  const started = workersOf('acme').filter(({ startedAt }) => startedAt >= since).length

  test('nor what their condition on time is about', async () => {
    const text = `{ metrics(where: { time: { gte: "${since}" } }) { totals { workerMetrics { headCount } } } }`
    const { data } = await firm.ask(text, director)
    expect(data['metrics'].totals).toEqual({ workerMetrics: { headCount: started } })
    expect((await firm.ask(text, { roles: ['hr'] })).data['metrics'].totals).toEqual({
      workerMetrics: { headCount: 0 },
    })
  })

  test('not where a formula of another model’s reads it', async () => {
    const text = `{ metrics(where: { time: { gte: "${since}" } }) { totals { salaryMetrics { paid perHead } } } }`
    const { data, errors } = await firm.ask(text, { roles: ['director', 'payroll'] })
    expect(errors).toEqual([])
    const { paid, perHead } = data['metrics'].totals.salaryMetrics as { paid: string; perHead: string }
    expect(Number(perHead)).toBeCloseTo(Number(paid) / started)
  })
})

test('An export is masked, and comes in no order that its key has', async () => {
  const select = ['workerId', 'plate'].map((field) => ({ is: 'dimension' as const, as: field, field }))
  const list = { is: 'rows' as const, model: 'Desk', orderBy: [], select, shape: { is: 'list' as const } }
  const compiled = firm.engine.compile(list, { scope: 'tenant', roles: ['director'] })
  const scope = await openScope(
    { tenant: 'acme', roles: ['director'], claims: {} },
    { knows: async () => true },
  )
  const rows: unknown[] = []
  for await (const chunk of firm.engine.stream(scope, compiled, { variables: {}, now })) rows.push(...chunk)
  const place = ({ id }: { id: number }) =>
    digestOf('acme', 'order:Desk.worker_id', String(id)).toString('hex')
  const expected = workersOf('acme')
    .toSorted((a, b) => (place(a) < place(b) ? -1 : 1))
    .map(({ id, name }) => [
      maskedBy('TOKEN', 'ID', 'Desk.workerId', 'acme', String(id)),
      maskedBy('PARTIAL', 'NAME', '', 'acme', name),
    ])
  expect(rows).toEqual(expected)
})

test('A measure that says so is computed over the values behind the masks', async () => {
  const { data } = await firm.ask('{ workerMetrics { totals { mailsTold } } }', director)
  const mails = new Set(workersOf('acme').flatMap(({ email }) => email ?? []))
  expect(data['workerMetrics'].totals).toEqual({ mailsTold: mails.size })
})

test('Nothing that is told to who isn’t cleared holds a value: rows, links, groups, hops, several models', async () => {
  const all = '{ name email phone badge bornOn initial }'
  const doors = [
    `{ workers(first: 100) { nodes { ${all.slice(2, -2)} boss ${all} reports { nodes ${all} } } edges { node ${all} cursor } } }`,
    `{ teams(first: 100) { nodes { workers { nodes ${all} } } } }`,
    '{ workerMetrics { rows { name email phone badge bornOn(by: YEAR) initial headCount } } }',
    '{ workerMetrics(fill: true) { rows { bornOn(by: MONTH) headCount headBefore: headCount(shift: "-P1Y") } } }',
    '{ workerMetrics(limit: 2, others: true) { rows { name headCount } } }',
    '{ teamMetrics { rows { workers(each: true) { name bornOn(by: MONTH) badge } teamCount } } }',
    '{ metrics { rows { worker { name bornOn(by: YEAR) } workerMetrics { headCount } } } }',
    '{ workers(first: 100) { nodes { desk { plate workerId } } } }',
    '{ desks(first: 100) { nodes { plate workerId } } }',
  ]
  for (const door of doors) {
    const asker = { roles: ['director', 'manager'], claims: { floor: 2 } }
    const { text, errors } = await firm.ask(door, asker)
    expect([door, errors]).toEqual([door, []])
    for (const secret of secrets) expect(text).not.toContain(secret)
    expect((await firm.ask(door, { ...asker, roles: ['director', 'hr'] })).text).toMatch(/Ada acme|19\d\d-/)
  }
})

test('A sync of the tenant’s own sees the values: it is no person', async () => {
  const [root] = firm.read('{ workers(first: 100) { nodes { name } } }', ['hr'])
  if (!root) throw new TypeError('a query')
  const whole = firm.engine.compile(root.query, { scope: 'tenant', roles: [], whole: true })
  const person = firm.engine.compile(root.query, { scope: 'tenant', roles: [] })
  expect(whole.statements[0]?.text).not.toContain('***')
  expect(person.statements[0]?.text).toContain('***')
})
