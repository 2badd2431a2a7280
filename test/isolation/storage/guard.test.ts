import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { contextKey } from '../../support/context.ts'
import { contextSigner } from '../../../src/warehouses/postgres/context.ts'
import { openOperatorScope, type TenantScope } from '../../../src/tenant/scope.ts'
import type { Field, Models } from '../../../src/model/model.ts'
import type { Warehouse } from '../../../src/warehouses/contract.ts'
import {
  house,
  linkOf,
  modelOf,
  modelsOf,
  scopeOf,
  shared,
  tenantColumn,
  type House,
} from '../../contract/warehouses/house.ts'

// The table of docs on row-level security: tenant a has 10 of 5,100 rows, through whatever they are read.
const ddl = `
  create table orders (id int primary key, tenant_id text not null, amount numeric not null);
  insert into orders select i, case when i <= 10 then 'a' else 'b' end, i from generate_series(1, 5100) i;
  create table items (id int primary key, order_id int not null references orders);
  insert into items select i, i from generate_series(1, 5100) i;
  create table parts (id int primary key, item_id int not null references items);
  insert into parts select i, i from generate_series(1, 5100) i;
  create table plans (id int primary key, name text);
  insert into plans values (1, 'free'), (2, 'pro');
  create view owner_view as select * from orders;
  create view invoker_view with (security_invoker = true) as select * from orders;
  create view nested_view with (security_invoker = true) as select * from owner_view;
  create view joined_view with (security_invoker = true) as
    select o.id, o.tenant_id, i.id as item_id from orders o join items i on i.order_id = o.id;
  create materialized view stored_view as select * from orders;
  create function definer_orders() returns setof orders language sql stable security definer as 'select * from orders';
  create function invoker_orders() returns setof orders language sql stable as 'select * from orders';
  create table events (id int, tenant_id text not null, day date not null) partition by range (day);
  create table events_25 partition of events for values from ('2025-01-01') to ('2026-01-01');
  create table events_26 partition of events for values from ('2026-01-01') to ('2027-01-01');
  insert into events select i, case when i <= 10 then 'a' else 'b' end, date '2025-01-01' + i % 700 from generate_series(1, 5100) i;
  create table numbered (id int primary key, account bigint not null, code char(5) not null);
  insert into numbered select i, case when i <= 10 then 1 else 2 end, case when i <= 10 then 'ALFKI' else 'BONAP' end from generate_series(1, 5100) i;
  create table secrets (id int, tenant_id text);
  insert into secrets values (1, 'b');`

const order = modelOf('Order', 'orders', tenantColumn('tenant_id'))
const item = modelOf('Item', 'public.items', { is: 'path', links: ['order'], column: 'tenant_id' }, [
  linkOf('order', 'Order', ['order_id', 'id']),
])
const part = modelOf('Part', 'parts', { is: 'path', links: ['item', 'order'], column: 'tenant_id' }, [
  linkOf('item', 'Item', ['item_id', 'id']),
])
const plan = modelOf('Plan', 'plans', shared)
const event = modelOf('Event', 'events', tenantColumn('tenant_id'))
const commerce = modelsOf(order, item, part, plan, event)

let home: House
let a: TenantScope
let b: TenantScope
let warehouse: Warehouse

beforeAll(async () => {
  home = await house('postgres', ddl)
  a = await scopeOf('a')
  b = await scopeOf('b')
  warehouse = home.open()
  await warehouse.guard.apply(commerce)
})

afterAll(() => home.close())

async function count(from: string, scope = a): Promise<string> {
  try {
    const [rows] = await warehouse.run(scope, [{ text: `select count(*)::text from ${from}`, values: [] }])
    return rows?.[0]?.[0] ?? 'nothing'
  } catch {
    return 'refused'
  }
}

/** Runs `test` in a world that `before` changed, and mends it again by the guard itself or by `after`. */
async function disturbed(before: string, check: () => Promise<void>, after = ''): Promise<void> {
  await home.database.query(before)
  try {
    await check()
  } finally {
    if (after) await home.database.query(after)
  }
}

const findings = async (models: Models) =>
  (await warehouse.guard.verify(models)).map(({ model, what }) =>
    model === undefined ? what : `${model}: ${what}`,
  )

test('after the guard is applied nothing is found, and a second plan is empty', async () => {
  expect(await findings(commerce)).toEqual([])
  expect(await warehouse.guard.plan(commerce)).toEqual([])
  expect(await warehouse.guard.apply(commerce)).toEqual([])
})

test.each([
  ['orders', '10', '5090'],
  ['items', '10', '5090'],
  ['parts', '10', '5090'],
  ['events', '10', '5090'],
  ['plans', '2', '2'],
  ['orders o join items i on i.order_id = o.id', '10', '5090'],
  ['events_25', 'refused', 'refused'],
  ['owner_view', 'refused', 'refused'],
  ['invoker_view', 'refused', 'refused'],
  ['stored_view', 'refused', 'refused'],
  ['secrets', 'refused', 'refused'],
  ['invoker_orders()', '10', '5090'],
])('through %s tenant a sees %s and b sees %s', async (from, forA, forB) => {
  expect([await count(from, a), await count(from, b)]).toEqual([forA, forB])
})

test('the owner reads and writes as before, and the operator reads all tenants', async () => {
  await home.database.query(
    `begin; insert into orders values (9999, 'c', 1); delete from orders where id = 9999; commit`,
  )
  const { rows } = await home.database.query('select count(*)::int as n from orders')
  expect(rows).toEqual([{ n: 5100 }])
  expect(await count('parts', openOperatorScope('test') as never)).toBe('5100')
})

test('another role that could read a table before the guard still can', async () => {
  const etl = `etl_${home.database.name}`
  await home.database.query(`create role ${etl}; create table loads (id int primary key, tenant_id text);
    insert into loads values (1, 'a'), (2, 'b'); grant select, insert on loads to ${etl}; grant ${etl} to current_user`)
  await warehouse.guard.apply(
    modelsOf(...commerce.byName.values(), modelOf('Load', 'loads', tenantColumn('tenant_id'))),
  )
  const { rows } = (await home.database.query(
    `set role ${etl}; insert into loads values (3, 'c'); select count(*)::int as n from loads`,
  )) as unknown as { rows: unknown }
  void rows
  expect(await count('loads')).toBe('1')
  await home.database.query(`drop table loads; drop role ${etl}`)
})

test('without a tenant, with a blank one and with one of the wrong type, there is an error and no row', async () => {
  const models = modelsOf(
    ...commerce.byName.values(),
    modelOf('Numbered', 'numbered', tenantColumn('account')),
  )
  await warehouse.guard.apply(models)
  expect(await count('numbered', await scopeOf('1'))).toBe('10')
  expect(await count('numbered', await scopeOf('1 or true'))).toBe('refused')
  const { Client } = await import('pg')
  const client = new Client({ connectionString: home.serveUrl })
  await client.connect()
  try {
    const refused = async () => {
      for (const table of ['orders', 'items', 'numbered'])
        await expect(client.query(`select count(*) from ${table}`)).rejects.toMatchObject({ code: 'SL001' })
    }
    await refused()
    await client.query(`select set_config('sluice.context', '', false)`)
    await refused()
    const signed = contextSigner(contextKey).sign('a', 1000)
    await client.query(`begin; select set_config('sluice.context', '${signed}', true); commit`)
    await refused()
    await expect(client.query('set row_security = off; select * from orders')).rejects.toThrow(
      'row-level security',
    )
  } finally {
    await client.end()
  }
  await home.database
    .query(`drop policy sluice_tenant on numbered; drop policy sluice_read on numbered; drop policy sluice_owner on numbered;
    drop policy sluice_operator on numbered; alter table numbered disable row level security; alter table numbered no force row level security;
    revoke all on numbered from ${home.serve}, ${home.operator}`)
})

test('a fixed-length tenant column is compared whole, not by its first letter', async () => {
  const models = modelsOf(modelOf('Numbered', 'numbered', tenantColumn('code')))
  const policy = (await warehouse.guard.plan(models)).find(({ sql }) =>
    sql.startsWith('create policy "sluice_tenant'),
  )
  expect(policy?.sql).toContain('::bpchar')
})

test.each([
  [
    'a policy that lets everything pass',
    `alter policy sluice_tenant on orders using (true)`,
    'orders" has a policy sluice_tenant that isn',
  ],
  ['a policy that is gone', `drop policy sluice_tenant on items`, 'items" has no policy sluice_tenant'],
  [
    'row-level security switched off',
    `alter table parts disable row level security`,
    'parts" has no row-level security',
  ],
  ['FORCE taken away', `alter table orders no force row level security`, 'orders" doesn\'t force'],
  [
    'a policy for another column',
    `alter policy sluice_tenant on orders using (id::text = (select sluice_guard.tenant() as tenant))`,
    'sluice_tenant that isn',
  ],
  [
    'a policy that reads a setting that anybody can set',
    `alter policy sluice_tenant on orders using (tenant_id = (select nullif(current_setting('sluice.tenant', true), '') as tenant))`,
    'sluice_tenant that isn',
  ],
  [
    'a policy for another role',
    'alter policy sluice_tenant on orders to OPERATOR',
    'orders" has a policy sluice_tenant that isn',
  ],
  [
    'a policy for deleting alone, which restrains no reading',
    `drop policy sluice_tenant on orders; create policy sluice_tenant on orders as restrictive for delete to SERVE using (tenant_id = (select sluice_guard.tenant() as tenant))`,
    'orders" has a policy sluice_tenant that isn',
  ],
  [
    'a serving role that is let in nowhere',
    'drop policy sluice_read on parts',
    'parts" has no policy sluice_read',
  ],
  ['an operator that is let in nowhere', 'drop policy sluice_operator on parts', 'no policy sluice_operator'],
  ['an owner that is locked out', 'drop policy sluice_owner on parts', 'parts" has no policy sluice_owner'],
  [
    'a table that the serving role can’t read',
    'revoke select on parts from SERVE',
    'may not read "public"."parts"',
  ],
  [
    'a path that ends nowhere',
    `alter policy sluice_tenant on items using (order_id in (select id from orders))`,
    'sluice_tenant that isn',
  ],
  [
    'a partition that can be read itself',
    'grant select on events_25 to SERVE',
    'partition "public"."events_25"',
  ],
  ['a table that no model stands on', 'grant select on secrets to SERVE', 'may read "public"."secrets"'],
  [
    'a column of a table that no model stands on',
    'grant select (id) on secrets to SERVE',
    'may read "public"."secrets"',
  ],
  ['a right to write', 'grant update on orders to SERVE', 'may write to "public"."orders"'],
  ['a right to write a column', 'grant update (amount) on orders to SERVE', 'may write to "public"."orders"'],
])('%s is found, and the guard mends it', async (_, before, expected) => {
  await home.database.query(before.replaceAll('SERVE', home.serve).replaceAll('OPERATOR', home.operator))
  expect(await findings(commerce)).toEqual(expect.arrayContaining([expect.stringContaining(expected)]))
  await warehouse.guard.apply(commerce)
  expect(await findings(commerce)).toEqual([])
  expect(await count('orders')).toBe('10')
})

test('a restrictive policy that was made permissive is found, though its expression is right', async () => {
  const { rows } = await home.database.query(`select pg_get_expr(polqual, polrelid) as using from pg_policy
    where polrelid = 'orders'::regclass and polname = 'sluice_tenant'`)
  await home.database.query(`drop policy sluice_tenant on orders;
    create policy sluice_tenant on orders to ${home.serve} using (${rows[0].using})`)
  expect(await findings(commerce)).toEqual([expect.stringContaining('sluice_tenant that isn')])
  await warehouse.guard.apply(commerce)
  expect(await findings(commerce)).toEqual([])
})

test('somebody’s permissive policy beside ours opens nothing', async () => {
  await disturbed(
    'create policy everybody on orders using (true)',
    async () => expect(await count('orders')).toBe('10'),
    'drop policy everybody on orders',
  )
})

const viewModel = (name: string) =>
  modelsOf(...commerce.byName.values(), modelOf('Seen', name, tenantColumn('tenant_id')))

test('a view that reads with its owner’s rights is refused until the guard makes it security_invoker', async () => {
  await disturbed(
    `grant select on owner_view to ${home.serve}`,
    async () => {
      expect(await count('owner_view')).toBe('5100')
      expect(await findings(viewModel('owner_view'))).toEqual(
        expect.arrayContaining([
          'Seen: The view "public"."owner_view" reads with its owner\'s rights (it isn\'t security_invoker)',
        ]),
      )
      await warehouse.guard.apply(viewModel('owner_view'))
      expect(await findings(viewModel('owner_view'))).toEqual([])
      expect(await count('owner_view')).toBe('10')
    },
    `alter view owner_view reset (security_invoker); revoke select on owner_view from ${home.serve}, ${home.operator}`,
  )
})

test('an invoker view over an owner’s view is refused as well', async () => {
  expect(await findings(viewModel('nested_view'))).toEqual(
    expect.arrayContaining([expect.stringContaining('The view "public"."owner_view" reads with its owner')]),
  )
})

test('a view over a table whose tenant nobody told is refused, and says what to declare', async () => {
  const models = modelsOf(modelOf('Seen', 'joined_view', tenantColumn('tenant_id')))
  const found = await warehouse.guard.verify(models)
  expect(found).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        what: expect.stringContaining(
          '"items" is read for a tenant\'s model, but it has no column "tenant_id"',
        ),
        cure: expect.stringContaining('Declare a model with source: "public.items"'),
      }),
    ]),
  )
})

test('a materialized view is refused as a source of a tenant’s model', async () => {
  expect(await findings(viewModel('stored_view'))).toEqual(
    expect.arrayContaining([
      'Seen: "public"."stored_view" is a materialized view, which can\'t have row-level security',
    ]),
  )
})

const sqlModel = (text: string) =>
  modelsOf(...commerce.byName.values(), modelOf('Asked', { is: 'sql', text }, tenantColumn('tenant_id')))

test('an SQL model over guarded tables is fine, over others it is refused', async () => {
  expect(
    await findings(sqlModel('select o.id, o.tenant_id from orders o join items i on i.order_id = o.id')),
  ).toEqual([])
  expect(await findings(sqlModel('select id, tenant_id from secrets'))).toEqual(
    expect.arrayContaining(['Asked: "public"."secrets" has no row-level security']),
  )
  expect(await findings(sqlModel('select * from stored_view'))).toEqual(
    expect.arrayContaining([expect.stringContaining('is a materialized view')]),
  )
})

test('an SQL model that calls a SECURITY DEFINER function is refused', async () => {
  expect(await count('definer_orders()')).toBe('5100')
  expect(await findings(sqlModel('select * from definer_orders()'))).toEqual([
    'Asked: It calls public.definer_orders, a SECURITY DEFINER function',
  ])
})

test('an expression that calls a SECURITY DEFINER function is refused', async () => {
  const text = '(select count(*) from Definer_Orders())'
  const field: Field = {
    is: 'dimension',
    name: 'peek',
    type: 'BigInt',
    time: false,
    required: false,
    at: order.at,
    from: { is: 'sql', expr: { text, parts: [text] } },
  }
  const peeking = { ...order, fields: new Map([[field.name, field]]) }
  expect(await findings(modelsOf(...commerce.byName.values(), peeking))).toEqual([
    'Order: It calls public.definer_orders, a SECURITY DEFINER function',
  ])
})

test('an SQL model can’t smuggle in a second statement', async () => {
  const smuggled = 'select id, tenant_id from orders; drop table secrets'
  expect(await findings(sqlModel(smuggled))).toEqual([expect.stringContaining("can't be seen")])
  expect(await warehouse.guard.plan(sqlModel(smuggled))).toEqual([])
  expect((await home.database.query('select count(*)::int as n from secrets')).rows).toEqual([{ n: 1 }])
})

test('a model whose table isn’t there is refused', async () => {
  expect(await findings(viewModel('nowhere'))).toEqual([
    expect.stringContaining("Seen: What this model reads can't be seen"),
  ])
})

test('a superuser, an owner and a role with memberships are refused as the serving role', async () => {
  const superuser = home.open({ url: home.database.superuserUrl })
  expect(await superuser.guard.verify(commerce)).toEqual(
    expect.arrayContaining([expect.objectContaining({ what: expect.stringMatching(/is SUPERUSER/) })]),
  )
  const owner = home.open({ url: home.database.url })
  expect(await owner.guard.verify(commerce)).toEqual(
    expect.arrayContaining([expect.objectContaining({ what: expect.stringMatching(/owns orders/) })]),
  )
  const owns = new URL(home.database.url).username
  await disturbed(
    `create role analysts_${home.database.name}; grant analysts_${home.database.name} to ${home.serve}`,
    async () => {
      expect(await findings(commerce)).toEqual([expect.stringContaining('is a member of "analysts_')])
      await warehouse.guard.apply(commerce)
      expect(await findings(commerce)).toEqual([])
    },
    `drop role analysts_${home.database.name}`,
  )
  expect(owns).not.toBe('')
})

test('one role for serving and for the operator is refused: it would see no tenant, and a mirror would be emptied', async () => {
  const both = home.open({ operatorUrl: home.serveUrl })
  const [first] = await both.guard.verify(commerce)
  expect(first?.what).toMatch(/^The operator role is the serving role/)
  expect(first?.cure).toMatch(/operator in sluice.yaml a role of its own/)
})

test('a role that bypasses row-level security is refused', async () => {
  const { Client } = await import('pg')
  const client = new Client({ connectionString: home.database.superuserUrl })
  await client.connect()
  try {
    await client.query(`alter role ${home.serve} bypassrls`)
    expect(await count('orders')).toBe('5100')
    expect(await findings(commerce)).toEqual([expect.stringContaining('is BYPASSRLS')])
  } finally {
    await client.query(`alter role ${home.serve} nobypassrls`)
    await client.end()
  }
})

test('a role that can’t log in yet is a finding; the plan makes it and never tells its password', async () => {
  const url = new URL(home.serveUrl)
  url.username = `new_${home.database.name}`
  url.password = 'very-secret'
  const fresh = home.open({ url: url.href })
  expect(await fresh.guard.verify(commerce)).toEqual([
    expect.objectContaining({ what: expect.stringContaining("can't log in") }),
  ])
  const plan = await fresh.guard.plan(commerce)
  expect(plan[0]?.sql).toContain('create role')
  expect(JSON.stringify(plan)).not.toContain('very-secret')
})

test('a role of ours whose password was lost gets the new one; a stranger’s never does', async () => {
  const changed = new URL(home.serveUrl)
  changed.password = 'another'
  const again = home.open({ url: changed.href })
  expect(await again.guard.verify(commerce)).toHaveLength(1)
  expect((await again.guard.plan(commerce)).map(({ sql }) => sql)).toEqual([
    expect.stringContaining('alter role'),
  ])
  await again.guard.apply(commerce)
  expect(await again.guard.verify(commerce)).toEqual([])
  await warehouse.guard.apply(commerce)
  expect(await findings(commerce)).toEqual([])
})

test('the tenant is computed once a statement, not once a row', async () => {
  const [rows] = await warehouse.run(a, [{ text: 'explain (costs off) select * from orders', values: [] }])
  expect(rows?.flat().join('\n')).toContain('InitPlan')
})
