import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createTable, indexTable, linkTable } from '../../src/app/demo/ddl.ts'
import { tables } from '../../src/app/demo/tables.ts'
import { loadModels } from '../../src/model/index.ts'
import type { Models } from '../../src/model/model.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { sluice } from '../support/line.ts'
import { shopSchema } from '../support/shop.ts'

/** A project whose warehouse has tables and no row that a test relies on. */
export interface Case {
  readonly name: string
  readonly open: () => Promise<{ readonly database: FreshDatabase; readonly models: Models }>
}

const shop = `
create schema shop;
create table shop.customers (tenant_id text not null, customer_id int primary key, name text not null, plan text not null, region text, referrer_id int references shop.customers);
create type shop.order_status as enum ('PENDING', 'PAID', 'REFUNDED');
create table shop.orders (tenant_id text not null, order_id bigint primary key, customer_id int references shop.customers, placed_at timestamptz not null, due_on date, status shop.order_status not null, amount numeric(30, 4) not null, big bigint, note text);
create table shop.products (sku text primary key, title text not null, category text);
create table shop.order_items (order_id bigint not null references shop.orders, line int not null, sku text not null references shop.products, quantity int not null, primary key (order_id, line));
`

const trade = `
create table customers (customer_id text primary key, company_name text not null, contact_email text);
create table employees (employee_id integer primary key, last_name text not null, reports_to integer references employees);
create table categories (category_id integer primary key, category_name text not null);
create table suppliers (supplier_id integer primary key, company_name text not null, country text);
create table products (product_id integer primary key, product_name text not null,
  supplier_id integer references suppliers, category_id integer references categories, unit_price numeric(10,2) not null);
create table orders (order_id integer primary key, customer_id text not null references customers,
  employee_id integer references employees, ordered_on date not null, ship_name text);
create table order_lines (order_id integer not null references orders, product_id integer not null references products,
  unit_price numeric(10,2) not null, quantity smallint not null, discount real not null default 0,
  primary key (order_id, product_id));
insert into customers select 'CUST' || c, 'CUST' || c || ' & Sons', 'sales@cust' || c || '.example' from generate_series(1, 8) c;
`

export const cases: readonly Case[] = [
  {
    name: 'the demo',
    async open() {
      const database = await freshDatabase()
      const ddl = [...tables.map(createTable), ...tables.map(indexTable), ...tables.map(linkTable)]
      await database.query(`create schema marts; ${ddl.join('\n')}`)
      return { database, models: await modelsIn(resolve(import.meta.dirname, '../../schema')) }
    },
  },
  {
    name: 'the test shop',
    async open() {
      const database = await freshDatabase()
      await database.query(shop)
      return { database, models: modelsOf(new Map([['schema/shop.graphql', shopSchema]])) }
    },
  },
  {
    name: 'a stranger’s database, drafted by `sluice init`',
    async open() {
      const database = await freshDatabase()
      await database.query(trade)
      const dir = await mkdtemp(join(tmpdir(), 'sluice-prove-'))
      const tenant = ['--tenant', 'customers.customer_id']
      const { code, stderr } = await sluice(['init', '--from', database.url, ...tenant, '--project', dir])
      if (code !== 0) throw new Error(stderr)
      const models = await modelsIn(join(dir, 'schema'))
      await rm(dir, { recursive: true, force: true })
      return { database, models }
    },
  },
]

async function modelsIn(folder: string): Promise<Models> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.graphql'))
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return modelsOf(new Map(names.map((name, i) => [`schema/${name}`, texts[i] ?? ''])))
}

function modelsOf(files: ReadonlyMap<string, string>): Models {
  const { models, faults } = loadModels(files)
  if (faults.length > 0) throw new Error(JSON.stringify(faults, null, 1))
  return models
}
