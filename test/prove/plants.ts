import type { Wall } from '../../src/prove/index.ts'

/** A leak that somebody has put into a model or its guard. */
export interface Plant {
  /** What was done wrong. */
  readonly name: string
  readonly model: string
  /** Of the model, in `@model(…)`; its own columns unless told. */
  readonly type: string
  /** Before the guard is applied, and after; `$T` is the table, `$SERVE`, `$OPERATOR` the roles. */
  readonly ddl?: string
  readonly undo?: string
  /** Which wall it opens. */
  readonly wall: Wall
  readonly field?: string
}

const fields = 'id: ID!  note: String  amount: Decimal  rows: Int! @measure(count: true)'
const own = (model: string, more = '') =>
  `type ${model} @model(source: "plant.${model.toLowerCase()}", key: "id", tenant: "tenant_id") { ${fields} ${more} }`

/** Each is a table of its own, `plant.<model>`, guarded as every other, and then this. */
export const plants: readonly Plant[] = [
  {
    name: 'a table without its policy',
    model: 'Unruled',
    type: own('Unruled'),
    undo: 'drop policy sluice_tenant on $T',
    wall: 'storage',
  },
  {
    name: 'a table without row-level security',
    model: 'Unsecured',
    type: own('Unsecured'),
    undo: 'alter table $T disable row level security',
    wall: 'storage',
  },
  {
    name: 'a permissive policy in the place of the restrictive one, beside another permissive one',
    model: 'Permitted',
    type: own('Permitted'),
    undo: `drop policy sluice_tenant on $T;
      create policy sluice_tenant on $T for select to $SERVE using (tenant_id = (select sluice_guard.tenant()))`,
    wall: 'storage',
  },
  {
    name: 'a restrictive policy that is for the operator’s role',
    model: 'Misdirected',
    type: own('Misdirected'),
    undo: `drop policy sluice_tenant on $T;
      create policy sluice_tenant on $T as restrictive to $OPERATOR using (true)`,
    wall: 'storage',
  },
  {
    name: 'a policy that compares another column',
    model: 'Miscompared',
    type: own('Miscompared'),
    undo: `drop policy sluice_tenant on $T;
      create policy sluice_tenant on $T as restrictive to $SERVE using (note is null or tenant_id = (select sluice_guard.tenant()) or amount > 0)`,
    wall: 'storage',
  },
  {
    name: 'a table that the serving role owns, and not forced',
    model: 'Owned',
    type: own('Owned'),
    undo: 'alter table $T no force row level security; alter table $T owner to $SERVE',
    wall: 'storage',
  },
  {
    name: 'a partition that the serving role may read past its parent',
    model: 'Parted',
    type: own('Parted'),
    ddl: `drop table $T; create table $T (tenant_id text not null, id int not null, note text, amount numeric(20, 2), primary key (id)) partition by hash (id);
      create table plant.parted_0 partition of $T for values with (modulus 1, remainder 0)`,
    undo: 'alter table plant.parted_0 disable row level security; grant select on plant.parted_0 to $SERVE',
    wall: 'storage',
  },
  {
    name: 'a view with its owner’s rights',
    model: 'Viewed',
    type: `type Viewed @model(source: "plant.viewed_all", key: "id", tenant: "tenant_id") { ${fields} }`,
    ddl: 'create view plant.viewed_all with (security_invoker = true) as select * from $T',
    undo: 'alter view plant.viewed_all reset (security_invoker); grant select on plant.viewed_all to $SERVE',
    wall: 'storage',
  },
  {
    name: 'a materialized view',
    model: 'Kept',
    type: `type Kept @model(source: "plant.kept_all", key: "id", tenant: "tenant_id") { ${fields} }`,
    undo: 'create materialized view plant.kept_all as select * from $T; grant select on plant.kept_all to $SERVE',
    wall: 'storage',
  },
  {
    name: 'a function with its owner’s rights in an expression',
    model: 'Called',
    type: own('Called', 'loudest: String @sql(expr: "plant.loudest({id})")'),
    ddl: `create function plant.loudest(id int) returns text language sql stable security definer as
      $$ select max(note) from plant.called where called.id <> loudest.id $$`,
    undo: 'grant execute on function plant.loudest(int) to $SERVE; alter table $T no force row level security',
    wall: 'all',
    field: 'loudest',
  },
  {
    name: 'SQL of the author’s that reads all rows for each',
    model: 'Topped',
    type: `type Topped @model(sql: "select t.tenant_id, t.id, (select max(o.note) from plant.topped o) as note, t.amount from plant.topped t", key: "id", tenant: "tenant_id") { ${fields} }`,
    wall: 'scan',
    field: 'note',
  },
  {
    name: 'a masked column that an expression shows',
    model: 'Bared',
    type: `type Bared @model(source: "plant.bared", key: "id", tenant: "tenant_id") { id: ID!  note: String @pii(kind: OTHER, mask: PARTIAL)
      shown: String @sql(expr: "upper({note}) || lower({note})") @pii(kind: OTHER, mask: NONE) }`,
    wall: 'all',
    field: 'shown',
  },
  {
    name: 'another column taken for the tenant',
    model: 'Mistaken',
    type: `type Mistaken @model(source: "plant.mistaken", key: "id", tenant: "channel") { ${fields} }`,
    ddl: 'alter table $T add channel text not null',
    wall: 'all',
  },
  {
    name: 'a path to the tenant that ends at another column',
    model: 'Astray',
    type: `type Astray @model(source: "plant.astray", key: "id", tenant: "other.note") { id: ID!  amount: Decimal  other: Unruled @link(from: "other_id") }`,
    ddl: 'alter table $T drop tenant_id, add other_id int not null references plant.unruled (id)',
    wall: 'all',
  },
  {
    name: 'tenants’ rows in a shared model',
    model: 'Common',
    type: `type Common @model(source: "plant.common", key: "id", shared: true) { ${fields} }`,
    wall: 'all',
  },
]

/** What a whole warehouse, or its roles, may be left with; each is found in every model. */
export const warehousePlants: readonly (Pick<Plant, 'name' | 'wall'> & { readonly undo: string })[] = [
  { name: 'a serving role with BYPASSRLS', undo: 'alter role $SERVE bypassrls', wall: 'storage' },
  { name: 'a serving role that is a member of the owner', undo: 'grant $OWNER to $SERVE', wall: 'storage' },
  {
    name: 'a serving role that is a member of the operator’s',
    undo: 'grant $OPERATOR to $SERVE with inherit false, set true',
    wall: 'storage',
  },
  {
    name: 'a context function that believes what it is told',
    undo: `create or replace function sluice_guard.tenant() returns text language sql stable as
      $$ select substring(current_setting('sluice.context', true) from '^[0-9]+[.][0-9a-f]+[.](.*)$') $$`,
    wall: 'storage',
  },
]

export const soundModels = `
type Customer @model(source: "plant.customer", key: "id", tenant: "tenant_id") {
  ${fields}
  orders: [Order!]! @link(to: "customer_id")
}
type Order @model(source: "plant.order", key: "id", tenant: "tenant_id") {
  ${fields}
  placedAt: DateTime @time
  customer: Customer @link(from: "customer_id")
  total: Decimal @measure(sum: "{amount}")
}
type Item @model(source: "plant.item", key: "id", tenant: "order.tenant_id") {
  id: ID!  note: String
  order: Order @link(from: "order_id")
  product: Product @link(from: "sku")
}
type Product @model(source: "plant.product", key: "sku", shared: true) {
  sku: ID!  title: String
}
`

/** Of the same tables, as few as have a tenant of their own and one along a path. */
export const smallModels = `
type Customer @model(source: "plant.customer", key: "id", tenant: "tenant_id") { id: ID!  note: String }
type Item @model(source: "plant.item", key: "id", tenant: "order.tenant_id") { id: ID!  note: String  order: Order @link(from: "order_id") }
type Order @model(source: "plant.order", key: "id", tenant: "tenant_id") { id: ID! }
`

export const soundTables = `
create table plant.customer (tenant_id text not null, id int primary key, note text, amount numeric(20, 2));
create table plant.order (tenant_id text not null, id int primary key, note text, amount numeric(20, 2), placed_at timestamptz, customer_id int references plant.customer);
create table plant.product (sku text primary key, title text);
create table plant.item (id int primary key, note text, order_id int not null references plant.order, sku text references plant.product);
`
