import type { ClientBase } from 'pg'
import type { Column, Inventory, Reference, Relation } from '../contract.ts'
import { valuesByType } from './values.ts'

/** Everything in the warehouse that could be a model, by schema and name. System schemas and extensions' own tables aren't. */
export async function inspect(client: ClientBase): Promise<Inventory> {
  const relations = await client.query<RelationRow>(relationsQuery)
  const columns = Map.groupBy((await client.query<ColumnRow>(columnsQuery)).rows, (row) => row.relation)
  const keys = Map.groupBy((await client.query<KeyRow>(keysQuery)).rows, (row) => row.relation)
  const references = Map.groupBy(
    (await client.query<ReferenceRow>(referencesQuery)).rows,
    (row) => row.relation,
  )
  return {
    relations: relations.rows.map((row) =>
      relationOf(row, columns.get(row.id) ?? [], keys.get(row.id) ?? [], references.get(row.id) ?? []),
    ),
  }
}

interface RelationRow {
  readonly id: string
  readonly schema: string
  readonly name: string
  readonly kind: Relation['kind']
  readonly comment: string | null
  readonly rows: string | null
}

interface ColumnRow {
  readonly relation: string
  readonly name: string
  readonly type: string
  readonly base: string
  readonly is_enum: boolean
  readonly nullable: boolean
  readonly comment: string | null
  readonly labels: readonly string[] | null
}

interface KeyRow {
  readonly relation: string
  readonly is_primary: boolean
  /** Whether none of its columns can be null. */
  readonly total: boolean
  readonly columns: readonly string[]
}

interface ReferenceRow {
  readonly relation: string
  readonly name: string
  readonly columns: readonly string[]
  readonly to_schema: string
  readonly to_name: string
  readonly to_columns: readonly string[]
}

function relationOf(
  row: RelationRow,
  columns: readonly ColumnRow[],
  keys: readonly KeyRow[],
  references: readonly ReferenceRow[],
): Relation {
  return {
    schema: row.schema,
    name: row.name,
    kind: row.kind,
    ...(row.comment === null ? {} : { comment: row.comment }),
    ...(row.rows === null ? {} : { rows: Number(row.rows) }),
    columns: columns.map(columnOf),
    key: keys.find((key) => key.total)?.columns ?? [],
    uniques: keys.filter((key) => !key.is_primary).map((key) => key.columns),
    references: references.map(referenceOf),
  }
}

function columnOf(row: ColumnRow): Column {
  const value = row.is_enum ? 'Enum' : valuesByType[row.base]
  return {
    name: row.name,
    type: row.type,
    ...(value === undefined ? {} : { value }),
    nullable: row.nullable,
    ...(row.comment === null ? {} : { comment: row.comment }),
    ...(row.labels === null ? {} : { labels: row.labels }),
  }
}

function referenceOf(row: ReferenceRow): Reference {
  return {
    name: row.name,
    columns: row.columns,
    to: { schema: row.to_schema, name: row.to_name, columns: row.to_columns },
  }
}

/** Relations of users, as `r` in schema `n`. */
const ours = `
  n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'sluice_guard')
  and not exists (
    select from pg_depend d
    where d.classid = 'pg_class'::regclass and d.objid = r.oid and d.deptype = 'e')`

// A partitioned table has no estimate of its own before it is analyzed: its partitions' are added up.
const relationsQuery = `
  select r.oid::text as id, n.nspname as schema, r.relname as name,
    case when r.relispartition then 'partition'
         else case r.relkind when 'r' then 'table' when 'p' then 'table' when 'v' then 'view'
                             when 'm' then 'materialized view' else 'foreign table' end
    end as kind,
    obj_description(r.oid, 'pg_class') as comment,
    case when r.relkind = 'v' then null
         when r.relkind = 'p' then (
           select sum(greatest(leaf.reltuples, 0))::bigint
           from pg_partition_tree(r.oid) tree join pg_class leaf on leaf.oid = tree.relid where tree.isleaf)
         when r.reltuples < 0 then null
         else r.reltuples::bigint end::text as rows
  from pg_class r join pg_namespace n on n.oid = r.relnamespace
  where r.relkind in ('r', 'p', 'v', 'm', 'f') and r.relpersistence <> 't' and ${ours}
  order by n.nspname, r.relname`

// A view's columns are told as nullable: PostgreSQL doesn't know. Domains are followed to what they stand on.
const columnsQuery = `
  with recursive base(declared, type, total) as (
    select oid, oid, false from pg_type where typtype <> 'd'
    union all
    select t.oid, base.type, base.total or t.typnotnull
    from pg_type t join base on t.typbasetype = base.declared where t.typtype = 'd')
  select r.oid::text as relation, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    b.typname as base, b.typtype = 'e' as is_enum,
    not (a.attnotnull or base.total) as nullable,
    col_description(r.oid, a.attnum) as comment,
    (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = b.oid) as labels
  from pg_class r
  join pg_namespace n on n.oid = r.relnamespace
  join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  join base on base.declared = a.atttypid
  join pg_type b on b.oid = base.type
  where r.relkind in ('r', 'p', 'v', 'm', 'f') and ${ours}
  order by r.oid, a.attnum`

// The primary key first, then unique indexes over plain columns, the narrowest first. A partial index proves nothing of the rest.
const keysQuery = `
  select i.indrelid::text as relation, i.indisprimary as is_primary, bool_and(a.attnotnull) as total,
    array_agg(a.attname::text order by k.at) as columns
  from pg_index i
  join pg_class r on r.oid = i.indrelid
  join pg_namespace n on n.oid = r.relnamespace
  cross join lateral unnest(i.indkey::int2[]) with ordinality as k(attnum, at)
  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
  where i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
    and k.at <= i.indnkeyatts and ${ours}
  group by i.indexrelid, i.indrelid, i.indisprimary
  order by i.indrelid, i.indisprimary desc, count(*), i.indexrelid`

const referencesQuery = `
  select c.conrelid::text as relation, c.conname as name,
    (select array_agg(a.attname::text order by k.at) from unnest(c.conkey) with ordinality as k(attnum, at)
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum) as columns,
    tn.nspname as to_schema, t.relname as to_name,
    (select array_agg(a.attname::text order by k.at) from unnest(c.confkey) with ordinality as k(attnum, at)
      join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.attnum) as to_columns
  from pg_constraint c
  join pg_class r on r.oid = c.conrelid
  join pg_namespace n on n.oid = r.relnamespace
  join pg_class t on t.oid = c.confrelid
  join pg_namespace tn on tn.oid = t.relnamespace
  where c.contype = 'f' and not t.relispartition and ${ours}
  order by c.conrelid, c.conname`
