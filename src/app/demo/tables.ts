/** A table of the demo's warehouse, told as data: the DDL, the COPY and the tests all read it here. */
export interface Table {
  readonly name: string
  readonly comment: string
  /** Column → its SQL type and constraints, in COPY order. */
  readonly columns: Readonly<Record<string, string>>
  readonly key: readonly string[]
  /** Columns → table and columns that they refer to. Tenant-aware: a row can't point to another tenant's. */
  readonly references: readonly {
    readonly columns: readonly string[]
    readonly to: string
    readonly there: readonly string[]
  }[]
  /** Further indexes: what the engine's scans ask for, the tenant first, since every scan is bound to one. */
  readonly indexes: readonly string[]
}

const tenant = 'text not null'
const loaded = 'timestamptz not null'
const plan = `text not null check (plan in ('FREE', 'TEAM', 'PRO'))`
const region = `text check (region in ('AMER', 'EMEA', 'APAC'))`

export const tables = [
  {
    name: 'accounts',
    comment: 'The shops on the platform: one row a shop. A shop is a tenant.',
    columns: {
      tenant_id: tenant,
      name: 'text not null',
      plan,
      region: `${region} not null`,
      country: 'text not null',
      currency: 'text not null',
      time_zone: 'text not null',
      manager_email: 'text',
      health_score: 'integer check (health_score between 0 and 100)',
      opened_at: 'timestamptz not null',
      renews_at: 'timestamptz',
      closed_at: 'timestamptz',
      loaded_at: loaded,
    },
    key: ['tenant_id'],
    references: [],
    indexes: [],
  },
  {
    name: 'customers',
    comment: 'People who bought from a shop, or signed up with it.',
    columns: {
      tenant_id: tenant,
      customer_id: 'text not null',
      name: 'text not null',
      email: 'text',
      phone: 'text',
      plan,
      region,
      country: 'text',
      marketing_consent: 'boolean not null',
      lifetime_value_usd: 'numeric(12,2) not null',
      created_at: 'timestamptz not null',
      last_order_at: 'timestamptz',
      loaded_at: loaded,
    },
    key: ['customer_id'],
    references: [{ columns: ['tenant_id'], to: 'accounts', there: ['tenant_id'] }],
    indexes: ['unique (tenant_id, customer_id)', '(tenant_id, created_at, customer_id)'],
  },
  {
    name: 'products',
    comment: "What a shop sells: the current state of its catalogue, with what it doesn't sell any more.",
    columns: {
      tenant_id: tenant,
      product_id: 'text not null',
      sku: 'text not null',
      name: 'text not null',
      category: 'text not null',
      price_usd: 'numeric(10,2) not null',
      listed_at: 'timestamptz not null',
      discontinued_at: 'timestamptz',
      loaded_at: loaded,
    },
    key: ['product_id'],
    references: [{ columns: ['tenant_id'], to: 'accounts', there: ['tenant_id'] }],
    indexes: ['unique (tenant_id, product_id)', 'unique (tenant_id, sku)'],
  },
  {
    name: 'orders',
    comment: "Purchases by the shops' customers, one row an order.",
    columns: {
      tenant_id: tenant,
      order_id: 'text not null',
      customer_id: 'text',
      placed_at: 'timestamptz not null',
      status: `text not null check (status in ('PENDING', 'PAID', 'REFUNDED'))`,
      channel: 'text not null',
      currency: 'text not null',
      amount_local: 'numeric(14,2) not null',
      amount_usd: 'numeric(12,2) not null',
      discount_code: 'text',
      shipped_at: 'timestamptz',
      refunded_at: 'timestamptz',
      loaded_at: loaded,
    },
    key: ['order_id'],
    references: [
      { columns: ['tenant_id'], to: 'accounts', there: ['tenant_id'] },
      { columns: ['tenant_id', 'customer_id'], to: 'customers', there: ['tenant_id', 'customer_id'] },
    ],
    indexes: [
      'unique (tenant_id, order_id)',
      '(tenant_id, placed_at, order_id)',
      '(tenant_id, customer_id, placed_at, order_id)',
    ],
  },
  {
    name: 'order_items',
    comment: 'The lines of the orders: one product, its quantity and its price at that time.',
    columns: {
      tenant_id: tenant,
      order_item_id: 'text not null',
      order_id: 'text not null',
      line_number: 'integer not null',
      product_id: 'text not null',
      sku: 'text not null',
      quantity: 'integer not null check (quantity > 0)',
      unit_price_usd: 'numeric(10,2) not null',
      amount_usd: 'numeric(12,2) not null',
      loaded_at: loaded,
    },
    key: ['order_item_id'],
    references: [
      { columns: ['tenant_id', 'order_id'], to: 'orders', there: ['tenant_id', 'order_id'] },
      { columns: ['tenant_id', 'product_id'], to: 'products', there: ['tenant_id', 'product_id'] },
    ],
    indexes: ['(tenant_id, order_id)', '(tenant_id, product_id)', '(tenant_id, sku)'],
  },
  {
    name: 'product_usage_daily',
    comment: "How much a shop's staff used the platform: one row a shop and day.",
    columns: {
      tenant_id: tenant,
      day: 'date not null',
      active_users: 'integer not null',
      events: 'bigint not null',
      storage_gb: 'numeric(10,3) not null',
      loaded_at: loaded,
    },
    key: ['tenant_id', 'day'],
    references: [{ columns: ['tenant_id'], to: 'accounts', there: ['tenant_id'] }],
    indexes: [],
  },
] as const satisfies readonly Table[]

export type TableName = (typeof tables)[number]['name']

/** What a COPY writes into a column. Money is text already, so no float is on its way. */
export type Cell = string | number | boolean | null

/** A row of the table, cell by cell under the column's name: a forgotten or misspelt column doesn't compile. */
export type RowOf<Name extends TableName> = Readonly<
  Record<keyof Extract<(typeof tables)[number], { name: Name }>['columns'], Cell>
>

export function tableNamed(name: TableName): Table {
  return tables.find((table) => table.name === name)!
}
