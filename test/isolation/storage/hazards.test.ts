import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Client } from 'pg'
import type { Model } from '../../../src/model/model.ts'
import type { Warehouse } from '../../../src/warehouses/contract.ts'
import { openOperatorScope } from '../../../src/tenant/scope.ts'
import {
  house,
  linkOf,
  modelOf,
  modelsOf,
  scopeOf,
  tenantColumn,
  type House,
} from '../../contract/warehouses/house.ts'

// What PostgreSQL lets through row-level security, as sources of models and as what the serving role could reach for.
const ddl = `
  create table orders (id int primary key, tenant_id text not null, email text unique);
  insert into orders select i, case when i <= 10 then 'a' else 'b' end, 'mail' || i from generate_series(1, 5100) i;
  create table events (id int, tenant_id text not null, day date not null) partition by range (day);
  create table events_25 partition of events for values from ('2025-01-01') to ('2026-01-01') partition by list (id);
  create table events_25_odd partition of events_25 default;
  insert into events select i, case when i <= 10 then 'a' else 'b' end, date '2025-01-01' from generate_series(1, 100) i;
  create table logs (id int, tenant_id text not null, day date not null) partition by range (day);
  create table parents (id int, tenant_id text not null);
  create table children (extra text) inherits (parents);
  create table grandchildren () inherits (children);
  insert into children select i, case when i <= 10 then 'a' else 'b' end, 'x' from generate_series(1, 100) i;
  insert into grandchildren select i, case when i <= 10 then 'a' else 'b' end, 'x' from generate_series(1, 100) i;
  create function all_orders() returns setof orders language sql stable security definer as 'select * from orders';
  create function inner_orders() returns setof orders language sql stable as 'select * from all_orders()';
  create view definer_view with (security_invoker = true) as select id, tenant_id from all_orders();
  create view plain_view as select * from orders;
  create view over_plain with (security_invoker = true) as select * from plain_view;
  create materialized view kept_view as select * from orders;
  create view over_kept with (security_invoker = true) as select * from kept_view;`

const foreign = (database: string) => [
  'create extension postgres_fdw',
  `create server elsewhere foreign data wrapper postgres_fdw options (dbname '${database}')`,
  `create foreign table far_orders (id int, tenant_id text) server elsewhere options (table_name 'orders')`,
  `create foreign table far_events partition of logs for values from ('2020-01-01') to ('2021-01-01') server elsewhere`,
  `create view over_far with (security_invoker = true) as select * from far_orders`,
]

const order = modelOf('Order', 'orders', tenantColumn('tenant_id'))
const event = modelOf('Event', 'events', tenantColumn('tenant_id'))
const parent = modelOf('Parent', 'parents', tenantColumn('tenant_id'))
const log = modelOf('Log', 'logs', tenantColumn('tenant_id'))
const base = [order, event, parent, log]

let home: House
let warehouse: Warehouse
let superuser: Client

beforeAll(async () => {
  home = await house('postgres', ddl)
  superuser = new Client({ connectionString: home.database.superuserUrl })
  await superuser.connect()
  const owner = new URL(home.database.url).username
  for (const text of foreign(home.database.name)) await superuser.query(text)
  for (const table of ['far_orders', 'far_events', 'over_far'])
    await superuser.query(`alter table ${table} owner to ${owner}`)
  warehouse = home.open()
  await warehouse.guard.apply(modelsOf(...base))
})

afterAll(async () => {
  await superuser?.end()
  await home?.close()
})

const findings = async (...more: readonly Model[]) =>
  (await warehouse.guard.verify(modelsOf(...base, ...more))).map(({ what, cure }) => `${what}. ${cure}`)

const count = async (from: string, tenant = 'a') => {
  const statement = { text: `select count(*)::text from ${from}`, values: [] }
  return warehouse.run(await scopeOf(tenant), [statement]).then(
    ([rows]) => rows?.[0]?.[0],
    (error: { code: string }) => error.code,
  )
}

test('guarded as they are, nothing is found', async () => {
  expect(await findings()).toEqual([])
})

test.each([
  ['a partition of a partition', 'events_25_odd', '10'],
  ['a partition', 'events_25', '10'],
  ['a table that inherits', 'children', '20'],
  ['a table that inherits from one that inherits', 'grandchildren', '10'],
])('%s is shut to the serving role; open, it is found and guarded by itself', async (_, child, own) => {
  expect(await count(child)).toBe('INTERNAL')
  const parents = child.startsWith('events') ? 'events' : 'parents'
  expect(await count(parents)).toBe(parents === 'events' ? '10' : '20')
  await home.database.query(`grant select on ${child} to ${home.serve}`)
  expect(await count(child)).not.toBe(own)
  expect(await findings()).toEqual(
    expect.arrayContaining([
      expect.stringContaining(`"public"."${child}" of "public"."${parents}" can be read past`),
    ]),
  )
  await warehouse.guard.apply(modelsOf(...base))
  expect(await findings()).toEqual([])
  expect(await count(child)).toBe(own)
})

test('a foreign table among the partitions is shut, and open it is refused, since it can’t be guarded', async () => {
  expect(await count('far_events')).toBe('INTERNAL')
  await home.database.query(`grant select on far_events to ${home.serve}`)
  expect(await findings()).toEqual([expect.stringContaining(`"public"."far_events" is a foreign table`)])
  await home.database.query(`revoke select on far_events from ${home.serve}`)
  expect(await findings()).toEqual([])
})

test.each([
  ['a foreign table', 'far_orders', 'far_orders" is a foreign table'],
  ['a view of a foreign table', 'over_far', 'far_orders" is a foreign table'],
  ['a materialized view', 'kept_view', 'kept_view" is a materialized view'],
  ['a view of a materialized view', 'over_kept', 'kept_view" is a materialized view'],
  ['a view with its owner’s rights', 'plain_view', "isn't security_invoker"],
  ['a view of a view with its owner’s rights', 'over_plain', 'plain_view" reads with its owner'],
  [
    'a view that calls a definer function',
    'definer_view',
    'calls public.all_orders, a SECURITY DEFINER function',
  ],
])('%s as a source is refused, with a cure', async (_, source, expected) => {
  const found = await findings(modelOf('Seen', source, tenantColumn('tenant_id')))
  expect(found).toEqual(expect.arrayContaining([expect.stringContaining(expected)]))
  expect(found.find((one) => one.includes(expected))).toMatch(/\. (Copy it into a table|Run |Mend )/)
})

test.each([
  ['a definer function', 'select id, tenant_id from all_orders()', 'calls public.all_orders'],
  ['a function that calls one', 'select id, tenant_id from inner_orders()', 'calls public.all_orders'],
])('SQL that selects from %s is refused', async (_, text, expected) => {
  const asked = modelOf('Asked', { is: 'sql', text }, tenantColumn('tenant_id'))
  expect(await findings(asked)).toEqual(expect.arrayContaining([expect.stringContaining(expected)]))
})

test('the serving role can’t ask by an insert whether another tenant has a value: it can’t insert', async () => {
  for (const email of ['mail5000', 'nobody']) {
    const text = `insert into orders values (9999, 'a', '${email}') returning id::text`
    const ends = await warehouse
      .run(await scopeOf('a'), [{ text, values: [] }])
      .catch((error: Error & { code: string; cause?: { code?: string } }) => [error.code, error.cause?.code])
    expect([email, ends]).toEqual([email, ['INTERNAL', '25006']])
  }
})

test('the serving role has no way up: it is no member, owns nothing, creates nothing, and can’t turn security off', async () => {
  const client = new Client({ connectionString: home.serveUrl })
  await client.connect()
  try {
    await client.query('set default_transaction_read_only = off')
    const { rows } = await client.query(
      `select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as mighty from pg_roles where rolname = current_user`,
    )
    expect(rows).toEqual([{ mighty: false }])
    for (const text of [
      `set role ${home.operator}`,
      'create table mine (id int)',
      'create schema mine',
      'alter table orders disable row level security',
      'create policy mine on orders using (true)',
      'truncate orders',
      'delete from orders',
      `update orders set tenant_id = 'a'`,
      'set row_security = off; select * from orders',
      'copy orders to stdout',
    ])
      await expect(client.query(text)).rejects.toMatchObject({
        code: expect.stringMatching(/^(42501|SL001)$/),
      })
  } finally {
    await client.end()
  }
})

test('the operator role reads what models stand on and writes nowhere; more than that is found and taken back', async () => {
  const operator = openOperatorScope('test')
  const read = { text: 'select count(*)::text from orders', values: [] }
  expect(await warehouse.run(operator, [read])).toEqual([[['5100']]])
  await home.database.query(
    `create table payroll (id int); grant select on payroll to ${home.operator}; grant update on orders to ${home.operator}`,
  )
  expect(await findings()).toEqual([
    expect.stringContaining(`The operator role "${home.operator}" may write to "public"."orders"`),
    expect.stringContaining(`The operator role "${home.operator}" may read "public"."payroll"`),
  ])
  await warehouse.guard.apply(modelsOf(...base))
  expect(await findings()).toEqual([])
})

test.each(['SUPERUSER', 'BYPASSRLS', 'CREATEROLE', 'CREATEDB', 'REPLICATION'])(
  'a serving role with %s is found, and so is an operator role',
  async (might) => {
    for (const role of [home.serve, home.operator]) {
      await superuser.query(`alter role ${role} ${might}`)
      try {
        expect(await findings()).toEqual(
          expect.arrayContaining([expect.stringContaining(`"${role}" is ${might}`)]),
        )
      } finally {
        await superuser.query(`alter role ${role} no${might}`)
      }
    }
    expect(await findings()).toEqual([])
  },
)

test('a role that may create is found, and one that isn’t read-only is mended', async () => {
  await superuser.query(`grant create on schema public to ${home.serve}`)
  await superuser.query(`alter role ${home.serve} reset default_transaction_read_only`)
  expect(await findings()).toEqual([
    expect.stringContaining('may create objects in schema public'),
    expect.stringContaining("isn't read-only"),
  ])
  await superuser.query(`revoke create on schema public from ${home.serve}`)
  await warehouse.guard.apply(modelsOf(...base))
  expect(await findings()).toEqual([])
})

test('a table that everybody may read or write is found, with a cure for everybody', async () => {
  await home.database.query('create table gossip (id int); grant select, update on gossip to public')
  expect(await findings()).toEqual([
    expect.stringMatching(/serving role .* may write to "public"."gossip".*from public$/),
    expect.stringMatching(
      /serving role .* may read "public"."gossip".*revoke select on "public"."gossip" from public$/,
    ),
    expect.stringMatching(/operator role .* may write to "public"."gossip"/),
    expect.stringMatching(/operator role .* may read "public"."gossip"/),
  ])
  await home.database.query('drop table gossip')
})

test('a tenant path through SQL of the author can’t become a policy, and says what to declare', async () => {
  await home.database.query('create table lines (id int, order_id int)')
  const chosen = modelOf(
    'Chosen',
    { is: 'sql', text: 'select id, tenant_id from orders' },
    tenantColumn('tenant_id'),
  )
  const line = modelOf('Line', 'lines', { is: 'path', links: ['order'], column: 'tenant_id' }, [
    linkOf('order', 'Chosen', ['order_id', 'id']),
  ])
  expect(await findings(chosen, line)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(
        /"lines" is read .* path leads through a model that is no table.*Declare a model with source/,
      ),
    ]),
  )
  await home.database.query('drop table lines')
})

const withExpression = (text: string): Model => ({
  ...order,
  fields: new Map([
    [
      'peek',
      {
        is: 'dimension',
        name: 'peek',
        type: 'String',
        time: false,
        required: false,
        at: order.at,
        from: { is: 'sql', expr: { text, parts: [text] } },
      },
    ],
  ]),
})

test.each([
  [
    'a function that calls a definer function',
    '(select max(id) from Inner_Orders())',
    ['calls public.all_orders'],
  ],
  ['a column that is called like the guard’s own function', 'coalesce(tenant, tenant_id)', []],
])('an expression with %s is seen for what it is', async (_, text, expected) => {
  const found = (await warehouse.guard.verify(modelsOf(withExpression(text), event, parent, log))).map(
    ({ what }) => what,
  )
  expect(found).toEqual(expected.map((one) => expect.stringContaining(one)))
})
