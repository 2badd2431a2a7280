import type { ClientBase } from 'pg'
import type {
  ColumnPlan,
  Grant,
  KeyPlan,
  Named,
  PolicyPlan,
  ReferencePlan,
  RelationKind,
  RelationPlan,
} from '../blueprint.ts'
import { grantsOf, oursIn } from './grants.ts'
import type { Shapes } from './shapes.ts'

/** Every relation of users', foreign tables too: they can't be cloned, but must be told. */
export async function readRelations(
  client: ClientBase,
  serve: string,
  shapes: Shapes,
): Promise<readonly (RelationPlan & { readonly foreign: boolean })[]> {
  const relations = (await client.query<RelationRow>(relationsQuery, [serve])).rows
  const columns = Map.groupBy((await client.query<ColumnRow>(columnsQuery)).rows, ({ relation }) => relation)
  return relations.map((row) => ({
    schema: row.schema,
    name: row.name,
    kind: kinds[row.kind],
    foreign: row.kind === 'f',
    owner: row.owner,
    grants: [...row.grants, ...row.column_grants],
    columns: (columns.get(row.oid) ?? []).map((column) => columnOf(column, shapes)),
    keys: row.keys,
    references: row.references,
    checks: row.checks,
    parents: row.parents,
    ...(row.partition_key === null ? {} : { partitionKey: row.partition_key }),
    ...(row.bound === null ? {} : { bound: row.bound }),
    security: { enabled: row.enabled, forced: row.forced },
    policies: row.policies.map(policyOf),
    ...(row.query === null ? {} : { query: row.query.replace(/;\s*$/, '') }),
    options: row.options ?? [],
    served: row.served,
  }))
}

const kinds = {
  r: 'table',
  p: 'partitioned',
  v: 'view',
  m: 'materialized view',
  f: 'table',
} as const satisfies Record<string, RelationKind>

interface RelationRow {
  readonly oid: string
  readonly schema: string
  readonly name: string
  readonly kind: keyof typeof kinds
  readonly owner: string
  readonly enabled: boolean
  readonly forced: boolean
  readonly options: readonly string[] | null
  readonly query: string | null
  readonly bound: string | null
  readonly partition_key: string | null
  readonly served: boolean
  readonly grants: readonly Grant[]
  readonly column_grants: readonly Grant[]
  readonly keys: readonly KeyPlan[]
  readonly references: readonly ReferencePlan[]
  readonly checks: readonly string[]
  readonly parents: readonly Named[]
  readonly policies: readonly PolicyRow[]
}

type PolicyRow = Omit<PolicyPlan, 'using' | 'check'> & {
  readonly using: string | null
  readonly check: string | null
}

interface ColumnRow {
  readonly relation: string
  readonly name: string
  readonly type: string
  readonly type_oid: string
  readonly modifier: number
  readonly nullable: boolean
  readonly collation: string | null
  readonly folds: boolean
  readonly generated: 's' | 'v' | ''
  readonly expression: string | null
}

function policyOf({ using, check, ...policy }: PolicyRow): PolicyPlan {
  return { ...policy, ...(using === null ? {} : { using }), ...(check === null ? {} : { check }) }
}

function columnOf(row: ColumnRow, shapes: Shapes): ColumnPlan {
  const value = shapes(row.type_oid, row.modifier)
  const { generated, expression } = row
  return {
    name: row.name,
    type: row.type,
    value,
    nullable: row.nullable,
    exact: !row.folds && !(value.is === 'scalar' && value.base === 'citext'),
    ...(row.collation === null ? {} : { collation: row.collation }),
    ...(generated === '' || expression === null
      ? {}
      : { generated: { expression, stored: generated === 's' } }),
  }
}

const names = (array: string, relation: string) => `
  (select json_agg(a.attname order by k.at) from unnest(${array}::int2[]) with ordinality as k(attnum, at)
    join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.attnum)`

// In the order in which they were made: what stands on others comes after them. A partition's indexes are its parent's.
const relationsQuery = `
  select r.oid::text as oid, n.nspname as schema, r.relname as name, r.relkind as kind,
    pg_get_userbyid(r.relowner) as owner, r.relrowsecurity as enabled, r.relforcerowsecurity as forced,
    r.reloptions as options,
    case when r.relkind in ('v', 'm') then pg_get_viewdef(r.oid) end as query,
    pg_get_expr(r.relpartbound, r.oid) as bound,
    case when r.relkind = 'p' then pg_get_partkeydef(r.oid) end as partition_key,
    has_table_privilege(serve.oid, r.oid, 'select') or has_any_column_privilege(serve.oid, r.oid, 'select') as served,
    ${grantsOf('r.relacl', 'r', 'r.relowner')} as grants,
    (select coalesce(json_agg(json_build_object('to', coalesce(g.rolname, 'public'), 'privilege', x.privilege_type,
        'option', x.is_grantable, 'column', a.attname)), '[]'::json)
      from pg_attribute a, aclexplode(a.attacl) x left join pg_roles g on g.oid = x.grantee
      where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped) as column_grants,
    (select coalesce(json_agg(json_build_object('columns', ${names('i.indkey', 'r.oid')}, 'primary', i.indisprimary)
        order by i.indisprimary desc, i.indexrelid), '[]'::json)
      from pg_index i where i.indrelid = r.oid and i.indisunique and i.indpred is null and i.indexprs is null
        and i.indnatts = i.indnkeyatts and not exists (select from pg_inherits h where h.inhrelid = i.indexrelid)) as keys,
    (select coalesce(json_agg(json_build_object('columns', ${names('c.conkey', 'r.oid')},
        'to', json_build_object('schema', tn.nspname, 'name', t.relname),
        'there', ${names('c.confkey', 't.oid')}) order by c.oid), '[]'::json)
      from pg_constraint c join pg_class t on t.oid = c.confrelid join pg_namespace tn on tn.oid = t.relnamespace
      where c.conrelid = r.oid and c.contype = 'f' and c.conparentid = 0) as references,
    (select coalesce(json_agg(pg_get_constraintdef(c.oid) order by c.oid), '[]'::json)
      from pg_constraint c where c.conrelid = r.oid and c.contype = 'c') as checks,
    (select coalesce(json_agg(json_build_object('schema', pn.nspname, 'name', p.relname) order by i.inhseqno), '[]'::json)
      from pg_inherits i join pg_class p on p.oid = i.inhparent join pg_namespace pn on pn.oid = p.relnamespace
      where i.inhrelid = r.oid) as parents,
    (select coalesce(json_agg(json_build_object('name', p.polname, 'restrictive', not p.polpermissive,
        'command', case p.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE' else 'ALL' end,
        'roles', (select json_agg(coalesce(g.rolname, 'public'))
          from unnest(p.polroles) as role(oid) left join pg_roles g on g.oid = role.oid),
        'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)) order by p.oid), '[]'::json)
      from pg_policy p where p.polrelid = r.oid) as policies
  from pg_class r join pg_namespace n on n.oid = r.relnamespace cross join (select oid from pg_roles where rolname = $1) serve
  where r.relkind in ('r', 'p', 'v', 'm', 'f') and r.relpersistence <> 't' and ${oursIn('pg_class', 'r.oid')}
  order by r.oid`

const columnsQuery = `
  select r.oid::text as relation, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    a.atttypid::text as type_oid, a.atttypmod as modifier,
    not (a.attnotnull or t.typnotnull) as nullable, a.attgenerated as generated,
    case when a.attcollation <> t.typcollation then
      (select format('%I.%I', cn.nspname, c.collname) from pg_collation c join pg_namespace cn on cn.oid = c.collnamespace
        where c.oid = a.attcollation) end as collation,
    exists (select from pg_collation c where c.oid = a.attcollation and not c.collisdeterministic) as folds,
    case when a.attgenerated <> '' then (select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d
      where d.adrelid = a.attrelid and d.adnum = a.attnum) end as expression
  from pg_attribute a join pg_class r on r.oid = a.attrelid join pg_namespace n on n.oid = r.relnamespace
  join pg_type t on t.oid = a.atttypid
  where a.attnum > 0 and not a.attisdropped and r.relkind in ('r', 'p', 'v', 'm', 'f') and r.relpersistence <> 't'
    and ${oursIn('pg_class', 'r.oid')}
  order by r.oid, a.attnum`
