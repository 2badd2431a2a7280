import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse, validate, type OperationDefinitionNode } from 'graphql'
import { readOperation, syncSchema } from '../../src/documents/index.ts'
import { createEngine, type Engine } from '../../src/engine/index.ts'
import { loadModels } from '../../src/model/index.ts'
import { openOperatorScope, openScope, type Scope } from '../../src/tenant/scope.ts'
import type { Warehouse } from '../../src/warehouses/contract.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { openGuarded } from '../support/warehouse.ts'

/** Keys are unique within their tenant only: every key of the one is a key of the other, too. */
const schema = `
type Account @model(source: "club.accounts", key: "account_id", tenant: "tenant_id") {
  id: ID! @column(name: "account_id")
  joinedAt: DateTime! @time
  name: String!
  kind: Kind @link(from: "kind")
  events: [Event!]! @link(to: "account_id")
  balances: [Balance!]! @link(to: "account_id")
  lines: [Line!]! @link(along: "event.account")
}
type Event @model(source: "club.events", key: "event_id", tenant: "tenant_id") {
  id: ID! @column(name: "event_id")
  at: DateTime! @time
  what: String!
  amount: Decimal!
  account: Account @link(from: "account_id")
  eventCount: Int! @measure(count: true)
  eventsEver: Int! @measure(count: true, cumulative: {over: "at"})
  lately: Decimal @measure(sum: "{amount}", cumulative: {over: "at", window: "P30D"})
  medianAmount: Decimal @measure(median: "{amount}")
  joiners: Int! @measure(countDistinct: "{account.name}")
  buyers: Int! @measure(conversion: {per: "{account.id}", at: "at", toWhere: "{what} = 'buy'", within: "P7D", take: COUNT}, where: "{what} = 'see'")
  bought: Decimal @measure(conversion: {per: "{account.id}", at: "at", toWhere: "{what} = 'buy'", within: "P7D"}, where: "{what} = 'see'")
  counted: Int! @measure(conversion: {per: "{account.id}", at: "at", to: "Line", toPer: "{event.account.id}", toAt: "soldAt", within: "P7D", take: COUNT})
}
type Balance @model(source: "club.balances", key: ["account_id", "day"], tenant: "tenant_id") {
  account: Account @link(from: "account_id")
  accountId: ID!
  day: Date! @time
  amount: Decimal!
  kind: Kind @link(from: "kind")
  last: Decimal @measure(sum: "{amount}", semiAdditive: {over: "day", take: LAST})
  first: Decimal @measure(sum: "{amount}", semiAdditive: {over: "day", take: FIRST})
  mean: Decimal @measure(sum: "{amount}", semiAdditive: {over: "day", take: AVG})
  rich: Int! @measure(conversion: {per: "{account.id}", at: "day", toWhere: "{amount} > 500", within: "P30D", take: COUNT})
  accounts: Int! @measure(count: true, semiAdditive: {over: "day", take: LAST})
}
type Line @model(source: "club.lines", key: ["event_id", "line"], tenant: "event.tenant_id") {
  eventId: ID!
  line: Int!
  soldAt: DateTime! @time
  units: Int!
  event: Event @link(from: "event_id")
  unitsSold: BigInt @measure(sum: "{units}")
  medianUnits: Decimal @measure(median: "{units}")
  sold: Int! @measure(conversion: {per: "{event.account.id}", at: "soldAt", to: "Event", toPer: "{account.id}", toAt: "at", within: "P1D", take: COUNT})
}
type Kind @model(source: "club.kinds", key: "kind", shared: true) {
  kind: ID!
  accounts: [Account!]! @link(to: "kind")
  balances: [Balance!]! @link(to: "kind")
}
`

/** Tenant b saw and bought, has balances above 500 and sells by the thousand; a only saw. Lines are keyed by events of b's own. */
const ddl = `
create schema club;
create table club.kinds (kind text primary key);
insert into club.kinds values ('plain'), ('gold');
create table club.accounts (tenant_id text not null, account_id int not null, joined_at timestamptz not null, name text not null, kind text references club.kinds, primary key (tenant_id, account_id));
create table club.events (tenant_id text not null, event_id int not null, at timestamptz not null, what text not null, amount numeric(12, 2) not null, account_id int, primary key (tenant_id, event_id), unique (event_id));
create table club.balances (tenant_id text not null, account_id int not null, day date not null, amount numeric(12, 2) not null, kind text, primary key (tenant_id, account_id, day));
create table club.lines (event_id int not null references club.events (event_id), line int not null, sold_at timestamptz not null, units int not null, primary key (event_id, line));
insert into club.accounts select t, n, timestamptz '2026-01-01Z' + n * interval '1 day', t || ':' || n, case when n = 2 then 'gold' else 'plain' end from unnest(array['a', 'b']) t, generate_series(1, 3) n;
insert into club.events select 'a', n, timestamptz '2026-01-05Z' + n * interval '1 day', 'see', n, n from generate_series(1, 3) n;
insert into club.events select 'b', 100 + n, timestamptz '2026-01-05Z' + n * interval '1 day', case when n > 3 then 'buy' else 'see' end, 1000 * n, 1 + (n - 1) % 3 from generate_series(1, 6) n;
insert into club.balances select 'a', n, date '2026-01-05' + d, 10 * n + d, case when n = 2 then 'gold' else 'plain' end from generate_series(1, 3) n, generate_series(0, 2) d;
insert into club.balances select 'b', n, date '2026-01-06' + d, 1000 * n + d, case when n = 2 then 'gold' else 'plain' end from generate_series(1, 3) n, generate_series(0, 3) d;
insert into club.lines select event_id, 1, at, case tenant_id when 'a' then 1 else 1000 end from club.events where what = 'buy' or event_id = 1;
`

let database: FreshDatabase
let warehouse: Warehouse
let engine: Engine
beforeAll(async () => {
  database = await freshDatabase()
  await database.query(ddl)
  const { models, faults } = loadModels(new Map([['schema/club.graphql', schema]]))
  if (faults.length > 0) throw new TypeError(JSON.stringify(faults))
  warehouse = await openGuarded(database, models)
  engine = createEngine({ models, warehouses: new Map([['default', warehouse]]), cursorKey: randomBytes(32) })
})
afterAll(async () => {
  await warehouse?.close()
  await database?.drop()
})

function compile(kind: Scope['kind'], text: string, by: Engine) {
  const sync = syncSchema(engine.models)
  const document = parse(text)
  expect(validate(sync, document)).toEqual([])
  const operation = document.definitions[0] as OperationDefinitionNode
  const [root] = readOperation(engine.models, sync, document, operation, {})
  if (root?.is !== 'query') throw new TypeError('a list')
  return by.compile(root.query, { scope: kind, roles: [] })
}

const directory = { knows: () => Promise.resolve(true) }
async function read(scope: Scope, text: string, by = engine): Promise<readonly string[]> {
  const rows: string[] = []
  const binding = { variables: {}, now: new Date('2026-02-01T00:00:00Z') }
  for await (const chunk of by.stream(scope, compile(scope.kind, text, by), binding))
    rows.push(...chunk.map((row) => row.join(' | ')))
  return rows.sort()
}

async function ofEach(text: string): Promise<readonly string[]> {
  const scopes = ['a', 'b'].map((tenant) => openScope({ tenant, roles: [], claims: {} }, directory))
  const rows = await Promise.all(scopes.map(async (scope) => read(await scope, text)))
  return rows.flat().sort()
}

test.each([
  ['plain measures', '{ accounts { id name eventMetrics { eventCount medianAmount joiners } } }'],
  ['cumulative measures', '{ accounts { id name eventMetrics { eventsEver lately } } }'],
  ['conversions', '{ accounts { id name eventMetrics { buyers bought } } }'],
  ['conversions to rows whose tenant is along a path', '{ accounts { id name eventMetrics { counted } } }'],
  [
    'conversions from rows whose tenant is along a path',
    '{ accounts { id name lineMetrics { sold medianUnits unitsSold } } }',
  ],
  ['conversions among balances', '{ accounts { id name balanceMetrics { rich } } }'],
  ['balances', '{ accounts { id name balanceMetrics { last first mean accounts } } }'],
  [
    'balances beside plain measures and conversions',
    '{ accounts { id name eventMetrics { eventCount buyers } balanceMetrics { last } lineMetrics { unitsSold } } }',
  ],
  [
    'measures with conditions of their own',
    '{ accounts { id name eventMetrics(where: { what: { eq: "see" } }) { eventCount(where: { account: { events: { some: { what: { eq: "buy" } } } } }) buyers(where: { amount: { gte: "0" } }) } balanceMetrics { last(where: { day: { lt: "2026-01-07" } }) } } }',
  ],
  [
    'measures along a row that all share',
    '{ accounts { id name kind { kind balanceMetrics { last accounts } accountMetrics: balanceMetrics { mean } } } }',
  ],
  [
    'measures of a row that a link leads to',
    '{ events { id account { name balanceMetrics { last first } eventMetrics { buyers counted eventsEver } } } }',
  ],
])(
  'An operator’s list of %s is what the tenants’ lists are together, though their keys are the same',
  async (_, text) => {
    const together = await read(openOperatorScope('test'), text)
    expect(together).toEqual(await ofEach(text))
    expect(together.length).toBeGreaterThanOrEqual(6)
  },
)

test('without the condition that keeps tenants apart, a conversion does cross', async () => {
  const text = '{ accounts { id name eventMetrics { buyers } balanceMetrics { rich } } }'
  let opened = 0
  // Inside EXISTS: the tenant of the second event is that of the first.
  const open = (sql: string) =>
    sql.replaceAll(
      /(exists \(select 1 from [^()]*?) where "t\d+"\."tenant_id" = "t\d+"\."tenant_id" and/g,
      (_, head: string) => {
        opened++
        return `${head} where`
      },
    )
  const careless: Warehouse = {
    ...warehouse,
    stream: (scope, statement, options) =>
      warehouse.stream(scope, { ...statement, text: open(statement.text) }, options),
  }
  const crossing = createEngine({
    models: engine.models,
    warehouses: new Map([['default', careless]]),
    cursorKey: randomBytes(32),
  })
  const rows = await read(openOperatorScope('test'), text, crossing)
  expect(opened).toBe(2)
  const mine = (all: readonly string[]) => all.filter((row) => row.includes('a:'))
  expect(mine(rows)).not.toEqual(mine(await ofEach(text)))
})

test('asked of a row that all share, an operator’s balances are each tenant’s own, added up', async () => {
  const rows = await read(
    openOperatorScope('test'),
    '{ kinds { kind balanceMetrics { last first accounts } } }',
  )
  expect(rows).toEqual(['gold | 2025.00 | 2020.00 | 2', 'plain | 4050.00 | 4040.00 | 4'])
})
