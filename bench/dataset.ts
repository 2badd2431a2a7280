import { Client } from 'pg'

/** How much is made. Sizes of tenants are zipf: the r-th has 1/r of the first's orders. */
export interface Size {
  readonly orders: number
  readonly tenants: number
}

/** The time that the orders span ends here, so that a run next year measures the same rows. */
export const end = '2026-11-01T00:00:00Z'
const days = 790

/** Makes the tables as their owner, unless they are there in this size. Nothing comes from chance but from hashes. */
export async function makeDataset(url: string, size: Size, say: (what: string) => void): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const wanted = `bench 3 ${JSON.stringify(size)}`
    const { rows } = await client.query(`select obj_description(to_regnamespace('bench')) as mark`)
    if (rows[0]?.mark === wanted) return
    for (const [what, text] of steps(size)) {
      say(what)
      await client.query(text)
    }
    await client.query(`comment on schema bench is '${wanted}'`)
  } finally {
    await client.end()
  }
}

function steps({ orders, tenants }: Size): readonly (readonly [what: string, sql: string])[] {
  return [
    ['tables', tables],
    ['shops', shops(orders, tenants)],
    ['customers', customers],
    [`${orders.toLocaleString('en')} orders`, fillOrders],
    ['indexes', indexes],
    ['vacuum', 'vacuum (analyze) bench.orders'],
    ['vacuum', 'vacuum (analyze) bench.customers'],
    ['vacuum', 'vacuum (analyze) bench.shops'],
  ]
}

const tables = `
  drop schema if exists bench cascade;
  create schema bench;
  create table bench.shops (tenant_id text not null, size int not null, first_customer bigint not null, customers int not null);
  create table bench.customers (customer_id bigint not null, tenant_id text not null, name text not null,
    plan text not null, created_at timestamptz not null);
  create table bench.orders (order_id bigint not null, tenant_id text not null, customer_id bigint not null,
    placed_at timestamptz not null, status text not null, amount numeric(12,2) not null);`

const shops = (orders: number, tenants: number) => `
  insert into bench.shops
  select tenant_id, size, sum(buyers) over (order by rank) - buyers, buyers
  from (
    select rank, 't' || lpad(rank::text, greatest(4, length(rank::text)), '0') as tenant_id, size, greatest(20, size / 20) as buyers
    from (
      select rank, greatest(1, floor(${orders} / rank::numeric / sum(1.0 / rank) over ()))::int as size
      from generate_series(1, ${tenants}) as rank
    ) sizes
  ) shops`

/** An integer from 0 to below, of a number and a salt: the same on every machine of one kind. */
const hash = (of: string, salt: number, below: string) =>
  `(abs(hashint8extended(${of}, ${salt}) % (${below})))`

const within = (of: string, salt: number) =>
  `timestamptz '${end}' - interval '1 microsecond' * ${hash(of, salt, `${days}::bigint * 86400 * 1000000`)}`

const customers = `
  insert into bench.customers
  select id, tenant_id, 'Customer ' || id, (array['FREE', 'TEAM', 'PRO'])[1 + ${hash('id', 1, '3')}], ${within('id', 2)}
  from bench.shops, generate_series(first_customer + 1, first_customer + customers) as id`

// In the order of time, as orders come in: a tenant's rows lie scattered among those of all others.
const fillOrders = `
  set work_mem = '512MB';
  insert into bench.orders
  select row_number() over (), tenant_id, customer_id, placed_at, status, amount from (
    select tenant_id, first_customer + 1 + ${hash('n', 4, 'customers')} as customer_id, ${within('n', 5)} as placed_at,
      case when ${hash('n', 6, '100')} < 90 then 'PAID' when ${hash('n', 6, '100')} < 97 then 'REFUNDED' else 'PENDING' end as status,
      ((100 + ${hash('n', 7, '90000')}) / 100.0)::numeric(12,2) as amount
    from (
      select shops.*, (row_number() over ())::bigint as n from bench.shops, generate_series(1, size)
    ) numbered
    order by placed_at
  ) timed`

const indexes = `
  set maintenance_work_mem = '512MB';
  alter table bench.shops add primary key (tenant_id);
  alter table bench.customers add primary key (customer_id);
  alter table bench.orders add primary key (order_id);
  create index on bench.customers (tenant_id, created_at);
  create index on bench.orders (tenant_id, placed_at) include (status, amount, customer_id);
  create index on bench.orders (tenant_id, customer_id, placed_at);
  create index on bench.orders (customer_id, placed_at);
  alter table bench.orders add foreign key (customer_id) references bench.customers;`
