import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Model } from '../../../src/model/model.ts'
import type { Warehouse } from '../../../src/warehouses/contract.ts'
import {
  house,
  linkOf,
  modelOf,
  modelsOf,
  scopeOf,
  tenantColumn,
  type House,
} from '../../contract/warehouses/house.ts'

interface Kind {
  readonly type: string
  /** The names of two tenants, as tokens have them. */
  readonly a: string
  readonly b: string
}

/** What a tenant column may be made of. */
const kinds: Readonly<Record<string, Kind>> = {
  text: { type: 'text', a: 'acme', b: 'Acme' },
  varchar: { type: 'varchar(20)', a: 'acme', b: 'Acme' },
  char: { type: 'char(8)', a: 'acme', b: 'acmes' },
  name: { type: 'name', a: 'acme', b: 'Acme' },
  smallint: { type: 'smallint', a: '1', b: '11' },
  integer: { type: 'integer', a: '1', b: '11' },
  bigint: { type: 'bigint', a: '9007199254740993', b: '9007199254740992' },
  numeric: { type: 'numeric(30, 0)', a: '1', b: '11' },
  uuid: {
    type: 'uuid',
    a: '0e37df36-f698-11e6-8dd4-cb9ced3df976',
    b: '0e37df36-f698-11e6-8dd4-cb9ced3df977',
  },
  citext: { type: 'citext', a: 'acme', b: 'globex' },
  enumerated: { type: '"Customer of ours"', a: 'acme', b: 'Acme' },
  domain: { type: 'tenant_name', a: 'acme', b: 'globex' },
  number_domain: { type: 'tenant_number', a: '1', b: '11' },
  domain_of_domain: { type: 'narrow_number', a: '1', b: '11' },
  varchar_domain: { type: 'tenant_code', a: 'acme', b: 'globex' },
}

const table = (name: string, { type, a, b }: Kind) => `
  create table t_${name} (id int primary key, "Tenant" ${type} not null, tenant int);
  insert into t_${name} select i, (case when i <= 10 then '${a}' else '${b}' end)::${type}, 0 from generate_series(1, 300) i;
  create index on t_${name} ("Tenant");
  create table c_${name} (id int primary key, owner_id int not null);
  insert into c_${name} select i, i from generate_series(1, 300) i;`

const ddl = `
  create extension citext;
  create type "Customer of ours" as enum ('acme', 'Acme');
  create domain tenant_name as text check (value <> '');
  create domain tenant_number as bigint;
  create domain narrow_number as tenant_number check (value > 0);
  create domain tenant_code as varchar(12);
  ${Object.entries(kinds)
    .map(([name, kind]) => table(name, kind))
    .join('')}
  create table shops (region text, number int, tenant uuid not null, primary key (region, number));
  create index on shops (tenant);
  create table tills (id int primary key, region text not null, shop int not null);
  create table sales (id int primary key, till_id int not null);
  insert into shops select r, n, case when r = 'north' and n <= 2 then '${kinds['uuid']?.a}' else '${kinds['uuid']?.b}' end::uuid
    from unnest(array['north', 'south']) r, generate_series(1, 5) n;
  insert into tills select i, case when i % 2 = 0 then 'north' else 'south' end, 1 + i % 5 from generate_series(1, 100) i;
  insert into sales select i, 1 + i % 100 from generate_series(1, 1000) i;`

const modelsFor = (name: string): readonly Model[] => [
  modelOf(`T${name}`, `t_${name}`, tenantColumn('Tenant')),
  modelOf(`C${name}`, `c_${name}`, { is: 'path', links: ['owner'], column: 'Tenant' }, [
    linkOf('owner', `T${name}`, ['owner_id', 'id']),
  ]),
]

const toShop = linkOf('shop', 'Shop', ['region', 'region'], ['shop', 'number'])
const models = modelsOf(
  ...Object.keys(kinds).flatMap(modelsFor),
  modelOf('Shop', 'shops', tenantColumn('tenant')),
  modelOf('Till', 'tills', { is: 'path', links: ['shop'], column: 'tenant' }, [toShop]),
  modelOf('Sale', 'sales', { is: 'path', links: ['till', 'shop'], column: 'tenant' }, [
    linkOf('till', 'Till', ['till_id', 'id']),
  ]),
)

let home: House
let warehouse: Warehouse

beforeAll(async () => {
  home = await house('postgres', ddl)
  warehouse = home.open()
  await warehouse.guard.apply(models)
})

afterAll(() => home?.close())

async function ask(tenant: string, ...texts: readonly string[]): Promise<readonly string[]> {
  const statements = texts.map((text) => ({ text, values: [] }))
  const answers = await warehouse.run(await scopeOf(tenant), statements)
  return (answers.at(-1) ?? []).map((row) => row[0] ?? '')
}

test('after the guard is applied nothing is found: what PostgreSQL prints is taken for what was written', async () => {
  expect((await warehouse.guard.verify(models)).map(({ what }) => what)).toEqual([])
  expect(await warehouse.guard.plan(models)).toEqual([])
})

test.each(Object.entries(kinds))(
  'a tenant of type %s sees its rows, by a column and by a path',
  async (name, { a, b }) => {
    for (const relation of [`t_${name}`, `c_${name}`]) {
      const count = `select count(*)::text from ${relation}`
      expect([relation, await ask(a, count), await ask(b, count)]).toEqual([relation, ['10'], ['290']])
    }
  },
)

test.each(Object.entries(kinds))(
  'the index on a tenant column of type %s serves, and its tenant is computed once',
  async (name, { a }) => {
    const plan = (
      await ask(
        a,
        `select set_config('enable_seqscan', 'off', true)`,
        `explain (costs off) select * from t_${name}`,
      )
    ).join('\n')
    expect(plan).toMatch(/InitPlan/)
    expect(plan).toMatch(/Index Cond: \(.*"?Tenant"?.* = \(InitPlan 1\)/)
    expect(plan).not.toMatch(/Filter/)
  },
)

test.each(['smallint', 'integer', 'bigint', 'numeric', 'uuid', 'enumerated', 'number_domain'])(
  'a tenant that is no %s is refused, and told nothing of the column',
  async (name) => {
    const error = await ask('acme or 1=1', `select count(*)::text from t_${name}`).catch(
      (thrown: Error) => thrown,
    )
    expect(error).toMatchObject({
      code: 'INVALID_VALUE',
      message: expect.not.stringMatching(/acme|uuid|numeric|int/),
    })
  },
)

test('a policy on a column whose name differs in case alone is another one', async () => {
  await home.database.query(
    `alter policy sluice_tenant on t_integer using (tenant = (select sluice_guard.tenant()::integer as tenant))`,
  )
  expect(await warehouse.guard.verify(models)).toEqual([
    expect.objectContaining({ what: expect.stringContaining('sluice_tenant that isn') }),
  ])
  await warehouse.guard.apply(models)
  expect(await warehouse.guard.verify(models)).toEqual([])
})

test('keys of several columns and paths of several links lead to the tenant, and to no other', async () => {
  const [a = '', b = ''] = [kinds['uuid']?.a, kinds['uuid']?.b]
  for (const relation of ['shops', 'tills', 'sales']) {
    const { rows } = await home.database.query(
      `select count(*) filter (where x.tenant = '${a}')::text as a, count(*) filter (where x.tenant = '${b}')::text as b
       from ${relation === 'shops' ? 'shops x' : relation === 'tills' ? 'tills t join shops x on (x.region, x.number) = (t.region, t.shop)' : 'sales s join tills t on t.id = s.till_id join shops x on (x.region, x.number) = (t.region, t.shop)'}`,
    )
    const count = `select count(*)::text from ${relation}`
    expect([relation, await ask(a, count), await ask(b, count)]).toEqual([relation, [rows[0].a], [rows[0].b]])
    expect(Number(rows[0].a)).toBeGreaterThan(0)
  }
})

test('along a path, too, the tenant is computed once a table and never once a row', async () => {
  const plan = (
    await ask(
      kinds['uuid']?.a ?? '',
      'explain (analyze, costs off, timing off, summary off) select * from sales',
    )
  ).join('\n')
  const loops = [...plan.matchAll(/InitPlan[^\n]*\n\s*->\s+Result \(actual rows=[\d.]+ loops=(\d+)\)/g)]
  expect(loops.map(([, times]) => times)).toEqual(loops.map(() => '1'))
  expect(loops.length).toBeGreaterThan(0)
  expect(plan.match(/tenant\(\)/g) ?? []).toEqual([])
})
