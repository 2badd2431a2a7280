import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Relation, Warehouse } from '../../../src/warehouses/contract.ts'
import { everyEngine, house, type House } from './house.ts'

const ddl = `
  create schema marts;
  create type status as enum ('PENDING', 'PAID', 'REFUNDED');
  create domain money_amount as numeric(12,2) not null check (value >= 0);
  create domain paid_amount as money_amount;
  create table marts.customers (id uuid primary key, email text unique, region char(2) not null, born date);
  comment on table marts.customers is 'Who buys.';
  comment on column marts.customers.email is 'Reserved for examples.';
  create table marts.orders (
    tenant int not null, no bigint not null, customer uuid references marts.customers (id), status status not null,
    amount money_amount, paid paid_amount, rate float8, small int2, flag bool, at timestamptz not null, local timestamp,
    extra jsonb, raw json, tags text[], blob bytea, spot point, primary key (tenant, no));
  create table marts.lines (id int generated always as identity, tenant int not null, no bigint not null, sku varchar(20) not null,
    unique (tenant, no, sku), foreign key (tenant, no) references marts.orders (tenant, no));
  create unique index on marts.lines (lower(sku));
  create unique index on marts.lines (id) where id > 5;
  create table marts.events (id int not null, day date not null, primary key (id, day)) partition by range (day);
  create table marts.events_26 partition of marts.events for values from ('2026-01-01') to ('2027-01-01');
  create view marts.paid as select no, amount from marts.orders where status = 'PAID';
  create materialized view marts.totals as select count(*) as n from marts.orders;
  insert into marts.customers select gen_random_uuid(), i::text, 'DE' from generate_series(1, 500) i;
  insert into marts.events select i, date '2026-01-01' + i % 300 from generate_series(1, 700) i;
  analyze;
  create table "Odd Name" ("Weird ""col" int);`

describe.each(everyEngine)('what %s tells of a warehouse', (engine) => {
  let home: House
  let warehouse: Warehouse
  let relations: readonly Relation[]

  beforeAll(async () => {
    home = await house(engine, ddl)
    warehouse = home.open()
    relations = (await warehouse.inspect()).relations
  })

  afterAll(() => home.close())

  const relation = (name: string) => {
    const found = relations.find((relation) => relation.name === name)
    if (found === undefined) throw new TypeError(`no relation ${name}`)
    return found
  }
  const column = (table: string, name: string) =>
    relation(table).columns.find((column) => column.name === name)

  test('each relation with its schema, kind and comment; the system’s own are left out', () => {
    expect(relations.map(({ schema, name, kind }) => `${schema}.${name}: ${kind}`)).toEqual([
      'marts.customers: table',
      'marts.events: table',
      'marts.events_26: partition',
      'marts.lines: table',
      'marts.orders: table',
      'marts.paid: view',
      'marts.totals: materialized view',
      'public.Odd Name: table',
    ])
    expect(relation('customers').comment).toBe('Who buys.')
    expect(relation('orders')).not.toHaveProperty('comment')
  })

  test('an estimate of rows, partitions added up; none for a view or a table never analyzed', () => {
    expect([relation('customers').rows, relation('events').rows]).toEqual([500, 700])
    expect([relation('paid').rows, relation('Odd Name').rows]).toEqual([undefined, undefined])
  })

  test('primary keys in their order, else the narrowest unique key without nulls; partial and computed ones prove nothing', () => {
    expect(relation('orders').key).toEqual(['tenant', 'no'])
    expect(relation('customers')).toMatchObject({ key: ['id'], uniques: [['email']] })
    expect(relation('lines')).toMatchObject({
      key: ['tenant', 'no', 'sku'],
      uniques: [['tenant', 'no', 'sku']],
    })
    expect(relation('paid').key).toEqual([])
  })

  test('foreign keys, composite ones pair by pair', () => {
    expect(relation('lines').references).toEqual([
      {
        name: 'lines_tenant_no_fkey',
        columns: ['tenant', 'no'],
        to: { schema: 'marts', name: 'orders', columns: ['tenant', 'no'] },
      },
    ])
    expect(relation('orders').references.map(({ to }) => to)).toEqual([
      { schema: 'marts', name: 'customers', columns: ['id'] },
    ])
  })

  test.each([
    ['tenant', 'integer', 'Int', false],
    ['no', 'bigint', 'BigInt', false],
    ['customer', 'uuid', 'ID', true],
    ['status', 'status', 'Enum', false],
    ['amount', 'money_amount', 'Decimal', false],
    ['paid', 'paid_amount', 'Decimal', false],
    ['rate', 'double precision', 'Float', true],
    ['small', 'smallint', 'Int', true],
    ['flag', 'boolean', 'Boolean', true],
    ['at', 'timestamp with time zone', 'DateTime', false],
    ['local', 'timestamp without time zone', 'DateTime', true],
    ['extra', 'jsonb', 'JSON', true],
    ['raw', 'json', 'JSON', true],
    ['tags', 'text[]', undefined, true],
    ['blob', 'bytea', undefined, true],
    ['spot', 'point', undefined, true],
  ])('column %s of type %s is %s', (name, type, value, nullable) => {
    expect(column('orders', name)).toEqual({
      name,
      type,
      nullable,
      ...(value === undefined ? {} : { value }),
      ...(name === 'status' ? { labels: ['PENDING', 'PAID', 'REFUNDED'] } : {}),
    })
  })

  test('text of a length, dates, comments, and a view whose columns may be null', () => {
    expect(column('customers', 'region')).toMatchObject({
      type: 'character(2)',
      value: 'String',
      nullable: false,
    })
    expect(column('customers', 'born')).toMatchObject({ type: 'date', value: 'Date' })
    expect(column('customers', 'email')?.comment).toBe('Reserved for examples.')
    expect(column('paid', 'no')).toMatchObject({ value: 'BigInt', nullable: true })
    expect(column('Odd Name', 'Weird "col')?.value).toBe('Int')
  })

  test('the types of statements’ columns, without running them', async () => {
    expect(
      await warehouse.describe([
        'select amount * 2 as twice, status, 1 / 0 as never from marts.orders',
        'select true as yes, null::varchar(7) as short',
        'delete from marts.customers',
      ]),
    ).toEqual([
      [
        { name: 'twice', type: 'numeric' },
        { name: 'status', type: 'status' },
        { name: 'never', type: 'integer' },
      ],
      [
        { name: 'yes', type: 'boolean' },
        { name: 'short', type: 'character varying(7)' },
      ],
      [],
    ])
    expect((await home.database.query('select count(*)::int as n from marts.customers')).rows).toEqual([
      { n: 500 },
    ])
    expect(await warehouse.describe([])).toEqual([])
  })

  test('what is wrong with a statement, and at which character; the next is described all the same', async () => {
    expect(
      await warehouse.describe(['select amuont from marts.orders', 'select 1; select 2', 'select 1 as one']),
    ).toEqual([
      { error: 'column "amuont" does not exist', position: 8 },
      { error: expect.stringContaining('multiple commands') },
      [{ name: 'one', type: 'integer' }],
    ])
  })

  test('a server that isn’t there is UNAVAILABLE, in words that hold no password', async () => {
    const url = new URL(home.serveUrl)
    url.port = '1'
    const gone = home.open({ url: url.href, ownerUrl: url.href })
    const refused = { code: 'UNAVAILABLE', message: expect.not.stringContaining('serve') }
    await expect(gone.ping()).rejects.toMatchObject(refused)
    await expect(gone.inspect()).rejects.toMatchObject(refused)
  })
})
