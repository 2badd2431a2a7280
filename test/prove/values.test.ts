import { afterEach, describe, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { loadModels } from '../../src/model/index.ts'
import { fillingsOf, makeRows } from '../../src/prove/rows/index.ts'
import type { SyntheticRows } from '../../src/prove/rows/contract.ts'
import { scalars } from '../../src/prove/rows/values/scalars.ts'
import { openClone, readBlueprint, type Clone } from '../../src/warehouses/postgres/clone/index.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { testServer } from '../support/server.ts'
import { run } from '../support/sql.ts'

const now = new Date('2026-03-01T12:00:00Z')
const opened: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})

/** Made-up rows of a database with these tables, in a clone; whoever owns it also serves, so that no guard is needed. */
async function filled(
  ddl: string,
  schema: string,
  seed = 3,
): Promise<{ rows: SyntheticRows; clone: Clone; database: FreshDatabase; refused: readonly unknown[] }> {
  const database = await freshDatabase()
  opened.push(() => database.drop())
  await run(database.superuserUrl, ddl)
  const { models, faults } = loadModels(new Map([['schema/values.graphql', schema]]))
  expect(faults).toEqual([])
  const { superuserUrl: url } = database
  const blueprint = await readBlueprint({ warehouse: 'default', url, serveUrl: url, models })
  const rows = makeRows({ blueprint, models, seed, now })
  const clone = await openClone(blueprint, { server: testServer().superuserUrl, contextKey: randomBytes(32) })
  opened.push(() => clone.drop())
  const refused = await clone.fill(fillingsOf(rows))
  return { rows, clone, database, refused: [...clone.unprovable, ...refused] }
}

const thing = (tenant = 'org') =>
  `type Thing @model(source: "things", key: "id", tenant: "${tenant}") { id: ID! }`

const extensions = ['citext', 'hstore', 'ltree', 'cube', 'seg']
const NAMES: Readonly<Record<string, string>> = { char: '"char"', bit: 'bit(16)' }
const names = Object.keys(scalars).map((name) => NAMES[name] ?? name)

describe('a value', () => {
  test('is made of every type, alone and in an array, unlike others where it has to be', async () => {
    const columns = names.flatMap((name, i) => [`c${i} ${name} not null`, `a${i} ${name}[] not null`])
    const { rows, clone, refused } = await filled(
      `${extensions.map((name) => `create extension ${name}`).join(';')};
       create table things (org text not null, id text primary key, ${columns.join(', ')});`,
      thing(),
    )
    expect(refused).toEqual([])
    expect(await run(clone.ownerUrl, 'select count(*)::int as n from things')).toEqual([{ n: 31 }])
    expect(rows.tables[0]?.rows.flatMap(({ values }) => values)).not.toContain(null)
  })

  const comparable = names.filter(
    (name) =>
      ![
        '"char"',
        'bool',
        'xml',
        'point',
        'line',
        'lseg',
        'box',
        'path',
        'polygon',
        'circle',
        'jsonpath',
      ].includes(name),
  )
  test.each([
    ['among all tenants', 'primary key (k)', ''],
    ['within each tenant, where two tenants have the same', 'primary key (org, k)', 'same'],
  ] as const)('differs %s where a key of any type demands it', async (_, key, same) => {
    const tables = comparable.map(
      (type, i) => `create table t${i} (org text not null, k ${type} not null, ${key});`,
    )
    const models = comparable.map(
      (_, i) => `type T${i} @model(source: "t${i}", key: "k", tenant: "org") { id: ID! @column(name: "k") }`,
    )
    const { rows, refused } = await filled(
      `${extensions.map((name) => `create extension ${name}`).join(';')}; ${tables.join('\n')}`,
      models.join('\n'),
    )
    expect(refused).toEqual([])
    expect(rows.tables.map(({ rows: made }) => made.length)).toEqual(comparable.map(() => 31))
    for (const { columns, rows: made } of rows.tables) {
      const keys = (tenant: number) =>
        made.filter((row) => row.tenant === tenant).map(({ values }) => values[columns.indexOf('k')])
      const shared = keys(0).filter((value) => keys(1).includes(value)).length
      expect(shared > 0).toBe(same === 'same')
    }
  })

  test('has room for its canary where its column has, and as much of it as there is elsewhere', async () => {
    const { rows, refused } = await filled(
      `create table things (org text not null, id text primary key, long varchar(40), tight varchar(10), tiny char(3) unique)`,
      thing(),
    )
    expect(refused).toEqual([])
    const [table] = rows.tables
    for (const { tenant, values } of table?.rows ?? []) {
      const canary = rows.tenants[tenant ?? -1]?.canary ?? 'none'
      const [, id, long, tight, tiny] = values
      expect([id, long ?? canary, tight ?? canary].every((text) => text?.includes(canary))).toBe(true)
      expect(tiny ?? canary.slice(0, 1)).toMatch(new RegExp(`^${canary.slice(0, 1)}`))
    }
  })
})

describe('tenants', () => {
  test.each([
    ['text', ['things'], /^t\w{4} T\w{4} t\w{4}%$/],
    ['citext', ['things'], /^t\w{4} t\w{4}x t\w{4}%$/],
    ['char(5)', ['things'], /^ff kk pp$/],
    ['integer', ['things'], /^7 77 777$/],
    ['smallint', ['things'], /^7 77 777$/],
    ['numeric(3)', ['things'], /^7 77 777$/],
    [
      'uuid',
      ['things'],
      /^00000001-0000-4000-8000-(\w{12}) 00000002-0000-4000-8000-\1 00000003-0000-4000-8000-\1$/,
    ],
    ['mood', ['things'], /^GOOD BAD UGLY$/],
  ] as const)('of a column of type %s are as alike as it lets them be', async (type, _, expected) => {
    const { rows, clone, refused } = await filled(
      `create extension citext; create type mood as enum ('GOOD', 'BAD', 'UGLY');
       create table things (org ${type} not null, id text primary key)`,
      thing(),
    )
    expect(refused).toEqual([])
    expect(rows.tenants.map(({ id }) => id).join(' ')).toMatch(expected)
    const counts = await run(clone.ownerUrl, 'select count(*)::int as n from things group by org order by 1')
    expect(counts).toEqual([{ n: 7 }, { n: 11 }, { n: 13 }])
  })

  test('of columns of several types fit all of them', async () => {
    const { rows, refused } = await filled(
      `create table things (org integer not null, id text primary key);
       create table others (org varchar(10) not null, id text primary key)`,
      `${thing()} type Other @model(source: "others", key: "id", tenant: "org") { id: ID! }`,
    )
    expect(refused).toEqual([])
    expect(rows.tenants.map(({ id }) => id)).toEqual(['7', '77', '777'])
  })

  test('are those that partitions are listed for, where they are', async () => {
    const { rows, clone, refused } = await filled(
      `create table things (org text not null, id text not null, primary key (org, id)) partition by list (org);
       create table things_a partition of things for values in ('one', 'two');
       create table things_b partition of things for values in ('it''s three')`,
      thing(),
    )
    expect(refused).toEqual([])
    expect(rows.tenants.map(({ id }) => id)).toEqual(['one', 'two', `it's three`])
    expect(await run(clone.ownerUrl, 'select count(*)::int as n from things_b')).toEqual([{ n: 13 }])
  })

  test('can be told in two warehouses alike, where one takes less than the other', async () => {
    const { models } = loadModels(new Map([['schema/values.graphql', thing()]]))
    const blueprints = []
    for (const type of ['text', 'integer']) {
      const database = await freshDatabase()
      opened.push(() => database.drop())
      await run(database.superuserUrl, `create table things (org ${type} not null, id text primary key)`)
      const { superuserUrl: url } = database
      blueprints.push(await readBlueprint({ warehouse: 'default', url, serveUrl: url, models }))
    }
    const [texts, numbers] = blueprints as [(typeof blueprints)[0], (typeof blueprints)[0]]
    const one = makeRows({ blueprint: texts, beside: [numbers], models, seed: 1, now })
    const other = makeRows({ blueprint: numbers, beside: [texts], models, seed: 1, now })
    expect(one.tenants).toEqual(other.tenants)
    expect([one.shared, one.tenants[0]?.id]).toEqual([other.shared, '7'])
  })

  test('that a column can’t hold two of are told, with the column', async () => {
    const ddl = `create type lone as enum ('ONLY'); create table things (org lone not null, id text primary key)`
    await expect(filled(ddl, thing())).rejects.toMatchObject({
      code: 'INVALID_PROJECT',
      message: expect.stringMatching(/public\.things\.org: .*one tenant only/),
    })
  })
})

describe('rows', () => {
  test('of a table that only a view or SQL reads have tenants, under the names they have there', async () => {
    const { rows, clone, refused } = await filled(
      `create table raw (org_ref text not null, no int primary key, kind text not null, boss int, paid text, at text, doc jsonb, gone timestamptz, score int);
       create view things as select r.org_ref as org, r.no as id, r.boss as boss_id, (r.paid)::numeric as amount,
         (r.doc ->> 'due')::date as due, (r.doc ->> 'open')::boolean as open
         from raw r where r.kind = 'GOOD' and r.gone is null and r.at::timestamptz > '2020-01-01' and r.score > 4000;`,
      `type Thing @model(source: "things", key: "id", tenant: "org") {
         id: ID!  amount: Decimal!  due: Date  boss: Thing @link(from: "boss_id")
       }
       type Sought @model(sql: "select org_ref as tenant, no as id, kind from raw where kind in ('GOOD', 'FINE')", key: "id", tenant: "tenant") { id: ID! }`,
    )
    expect(refused).toEqual([])
    const [counts] = await run(
      clone.ownerUrl,
      `select (select count(distinct org)::int from things) as seen,
         (select count(*)::int from things where amount > 0 and due < now() and open is not null) as whole,
         (select count(*)::int from things t where not exists (select from raw r where r.no = t.boss_id and r.org_ref = t.org) and boss_id is not null) as astray,
         (select count(*)::int from raw where kind not in ('GOOD', 'FINE')) as outside`,
    )
    expect(counts).toMatchObject({ seen: 3, astray: 0 })
    expect(counts?.['whole']).toBeGreaterThan(2)
    expect(counts?.['outside']).toBeGreaterThan(2)
    expect(rows.tables[0]?.rows.filter(({ tenant }) => tenant === undefined)).toEqual([])
  })

  test('point to their own tenant’s rows in circles, to themselves where they must, and now and then to none', async () => {
    const { clone, refused } = await filled(
      `create table things (org text not null, id int primary key, other_id int, top int not null references things);
       create table others (org text not null, id int primary key, thing_id int not null references things);
       alter table things add foreign key (other_id) references others;`,
      `${thing()} type Other @model(source: "others", key: "id", tenant: "org") { id: ID! }`,
    )
    expect(refused).toEqual([])
    const [told] = await run(
      clone.ownerUrl,
      `select count(*)::int as things, count(t.other_id)::int as closed,
         count(*) filter (where o.org <> t.org or (t.other_id is not null and o.id is null))::int as foreign_others,
         count(*) filter (where p.org is distinct from t.org)::int as foreign_tops
       from things t left join others o on o.id = t.other_id left join things p on p.id = t.top`,
    )
    expect(told).toMatchObject({ things: 31, foreign_others: 0, foreign_tops: 0 })
    expect(told?.['closed']).toBeGreaterThan(10)
    expect(told?.['closed']).toBeLessThan(31)
  })

  test('with a key that is all pointers are as many as there are pairs', async () => {
    const { clone, refused } = await filled(
      `create table things (org text not null, id int primary key);
       create table tags (tag text primary key);
       create table tagged (thing_id int references things, tag text references tags, primary key (thing_id, tag));
       create table singles (org text primary key, yes boolean)`,
      `${thing()}
       type Tag @model(source: "tags", key: "tag", shared: true) { tag: ID! }
       type Tagged @model(source: "tagged", key: ["thing_id", "tag"], tenant: "thing.org") { thingId: ID! tag: ID! thing: Thing @link(from: "thing_id") }
       type Single @model(source: "singles", key: "org", tenant: "org") { org: ID! }`,
    )
    expect(refused).toEqual([])
    const counts = await run(
      clone.ownerUrl,
      `select count(*)::int as n from tagged join things t on t.id = thing_id group by t.org order by 1`,
    )
    expect(counts).toEqual([{ n: 7 }, { n: 11 }, { n: 13 }])
    expect(await run(clone.ownerUrl, 'select count(*)::int as n from singles')).toEqual([{ n: 3 }])
  })

  test('that are nobody’s have numbers that no tenant’s have, and a canary of their own', async () => {
    const { rows } = await filled(
      `create table things (org text not null, id text primary key);
       create table rates (code text primary key, rate bigint not null)`,
      `${thing()} type Rate @model(source: "rates", key: "code", shared: true) { code: ID! }`,
    )
    const rates = rows.tables.find(({ table }) => table.name === 'rates')
    expect(rates?.rows.length).toBe(9)
    for (const { tenant, values } of rates?.rows ?? []) {
      expect([tenant, values[0]?.includes(rows.shared)]).toEqual([undefined, true])
      expect(BigInt(values[1] ?? 0) % 1_001_001n).toBe(0n)
    }
  })

  test('of a model that is told in groups alone make groups that are large enough, and some that aren’t', async () => {
    const { clone, refused } = await filled(
      `create table people (org text not null, id int primary key, plan text not null);
       create table visits (org text not null, id int primary key, person_id int not null references people, city text not null, on_day date not null)`,
      `type Person @model(source: "people", key: "id", tenant: "org") { id: ID! plan: Plan! }
       enum Plan { FREE PRO TEAM }
       type Visit @model(source: "visits", key: "id", tenant: "org") @minGroup(size: 5, of: "{person.id}", by: ["city", "person.plan", "onDay"]) {
         id: ID! city: String! onDay: Date! person: Person @link(from: "person_id")
         visitCount: Int! @measure(count: true)
       }`,
    )
    expect(refused).toEqual([])
    const cells = await run(
      clone.ownerUrl,
      `select v.org, count(distinct p.id)::int as members from visits v join people p on p.id = v.person_id
       group by v.org, city, plan, on_day`,
    )
    const large = cells.filter(({ members }) => Number(members) >= 5)
    expect(new Set(large.map(({ org }) => org)).size).toBe(3)
    expect(cells.length - large.length).toBeGreaterThan(5)
  })
})
