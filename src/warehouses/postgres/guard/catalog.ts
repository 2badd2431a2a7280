import type { ClientBase, QueryConfig } from 'pg'
import { authoredIn } from '../../../model/authored.ts'
import type { Model, Models } from '../../../model/model.ts'
import { readFunctions } from './functions.ts'
import type { RelationFact } from './fact.ts'
import { quoted } from './name.ts'

export interface Catalog {
  readonly relations: ReadonlyMap<string, RelationFact>
  /** The relation that a `source:` model stands on; undefined for SQL and for what isn't there. */
  sourceOf(model: Model): RelationFact | undefined
  /** Every relation that the model reads: its source, and what stands below it where that is a view or SQL. */
  readsOf(model: Model): readonly RelationFact[]
  /** SECURITY DEFINER functions that the model's views, SQL or expressions call, by way of others too. */
  definersOf(model: Model): readonly string[]
  /** Why an SQL model couldn't be looked into. */
  faultOf(model: Model): string | undefined
}

interface Reading {
  readonly source?: string
  readonly reads: readonly string[]
  /** Functions that it calls, with their schemas. */
  readonly calls: readonly string[]
  readonly fault?: string
}

/** Reads the catalog. The caller's transaction is read-write (for a view that is rolled back) and rolled back by it. */
export async function readCatalog(
  client: ClientBase,
  models: Models,
  warehouse: string,
  roles: { readonly serve: string; readonly operator: string | undefined },
): Promise<Catalog> {
  const readings = new Map<string, Reading>()
  for (const model of models.byName.values()) {
    if (model.warehouse === warehouse) readings.set(model.name, await readingOf(client, model))
  }
  // From here on every name is printed with its schema.
  await client.query(`set local search_path = ''`)
  const { rows } = await client.query<RelationFact>(relationsQuery, [roles.serve, roles.operator ?? ''])
  const reach = await readFunctions(client)
  const relations = new Map(rows.map((row) => [row.oid, row]))
  const known = (oids: readonly string[]) => oids.flatMap((oid) => relations.get(oid) ?? [])
  return {
    relations,
    sourceOf: (model) => relations.get(readings.get(model.name)?.source ?? ''),
    readsOf: (model) => known(readings.get(model.name)?.reads ?? []),
    definersOf: (model) => reach(readings.get(model.name)?.calls ?? [], expressionsOf(model)),
    faultOf: (model) => readings.get(model.name)?.fault,
  }
}

function expressionsOf(model: Model): readonly string[] {
  return [...model.fields.values()].flatMap(authoredIn).map(({ text }) => text)
}

async function readingOf(client: ClientBase, { source }: Model): Promise<Reading> {
  if (source.is === 'sql') return readingOfSql(client, source.text)
  const name = source.schema === undefined ? quoted(source.name) : quoted(source.schema, source.name)
  const found = await client.query<{ oid: string | null }>('select to_regclass($1)::oid::text as oid', [name])
  const oid = found.rows[0]?.oid
  if (!oid) return { reads: [], calls: [], fault: `there is no ${name}, or the role may not use its schema` }
  const below = await readingOfView(client, oid)
  return { source: oid, reads: [oid, ...below.reads], calls: below.calls }
}

/** What SQL reads, PostgreSQL knows: it is asked by making a view of it that never leaves this transaction. */
async function readingOfSql(client: ClientBase, text: string): Promise<Reading> {
  await client.query('savepoint looking')
  try {
    await client.query<never, []>(oneStatement(`create temporary view sluice_looking as ${text}`))
    const oid = await client.query<{ oid: string }>(
      `select 'pg_temp.sluice_looking'::regclass::oid::text as oid`,
    )
    return await readingOfView(client, oid.rows[0]?.oid ?? '0')
  } catch (error) {
    return { reads: [], calls: [], fault: error instanceof Error ? error.message : 'its SQL is refused' }
  } finally {
    await client.query('rollback to savepoint looking')
  }
}

/** By the extended protocol, in which the server takes one statement only. @types/pg doesn't know `queryMode` yet. */
function oneStatement(text: string): QueryConfig<[]> {
  return Object.assign({ text }, { queryMode: 'extended' })
}

async function readingOfView(client: ClientBase, oid: string): Promise<Reading> {
  const { rows } = await client.query<{ relation: string | null; called: string | null }>(dependenciesQuery, [
    oid,
  ])
  return {
    reads: rows.flatMap((row) => row.relation ?? []),
    calls: rows.flatMap((row) => row.called ?? []),
  }
}

// A materialized view is where reading ends: it holds rows of its own.
const dependenciesQuery = `
  with recursive rule(view, id) as (
    select w.ev_class, w.oid from pg_rewrite w join pg_class r on r.oid = w.ev_class
    where w.ev_class = $1::oid and w.ev_type = '1' and r.relkind = 'v'
    union
    select w.ev_class, w.oid from rule
    join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = rule.id and d.refclassid = 'pg_class'::regclass
    join pg_rewrite w on w.ev_class = d.refobjid and w.ev_type = '1'
    join pg_class r on r.oid = w.ev_class and r.relkind = 'v')
  select distinct r.oid::text as relation,
    (select format('%I.%I', fn.nspname, f.proname) from pg_namespace fn where fn.oid = f.pronamespace) as called
  from rule
  join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = rule.id
  left join pg_class r on d.refclassid = 'pg_class'::regclass and r.oid = d.refobjid and r.oid <> rule.view
    and r.relkind in ('r', 'p', 'v', 'm', 'f')
  left join pg_proc f on d.refclassid = 'pg_proc'::regclass and f.oid = d.refobjid
  where r.oid is not null or f.oid is not null`

const privilegesOf = (role: string) => `
  (select json_build_object(
      'select', coalesce(bool_or(has_table_privilege(a.oid, r.oid, 'select') or has_any_column_privilege(a.oid, r.oid, 'select')), false),
      'write', coalesce(bool_or(has_table_privilege(a.oid, r.oid, 'insert, update, delete, truncate')
        or has_any_column_privilege(a.oid, r.oid, 'insert, update')), false))
   from pg_roles a where a.rolname = ${role})`

const none = `'{"select": false, "write": false}'::json`

const relationsQuery = `
  select r.oid::text as oid, n.nspname as schema, r.relname as name, r.relkind as kind,
    pg_get_userbyid(r.relowner) as owner, r.relrowsecurity as enabled, r.relforcerowsecurity as forced,
    coalesce((select o.option_value::boolean from pg_options_to_table(r.reloptions) o
      where o.option_name = 'security_invoker'), false) as invoker,
    exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = r.oid and d.deptype = 'e') as extension,
    coalesce(${privilegesOf('$1')}, ${none}) as serve,
    coalesce(${privilegesOf('$2')}, ${none}) as operator,
    (select coalesce(json_agg(distinct coalesce(g.rolname, 'public')), '[]'::json)
      from aclexplode(r.relacl) a left join pg_roles g on g.oid = a.grantee
      where a.grantee <> r.relowner and coalesce(g.rolname, '') not in ($1, $2)) as others,
    (select coalesce(json_agg(json_build_object('name', p.polname, 'restrictive', not p.polpermissive,
        'command', case p.polcmd when '*' then 'ALL' when 'r' then 'SELECT' else 'OTHER' end,
        'roles', (select json_agg(coalesce(g.rolname, 'public'))
          from unnest(p.polroles) as role(oid) left join pg_roles g on g.oid = role.oid),
        'using', coalesce(pg_get_expr(p.polqual, p.polrelid), ''))), '[]'::json)
      from pg_policy p where p.polrelid = r.oid) as policies,
    (select coalesce(json_object_agg(a.attname, json_strip_nulls(json_build_object('type', format_type(base.oid, null),
        'domain', base.oid <> a.atttypid,
        'equals', (select o.nspname from pg_operator e join pg_namespace o on o.oid = e.oprnamespace
          where e.oprname = '=' and e.oprleft = base.oid and e.oprright = base.oid and o.nspname <> 'pg_catalog' limit 1)))), '{}'::json)
      from pg_attribute a cross join lateral (
        with recursive made(oid) as (
          select a.atttypid union all
          select t.typbasetype from made join pg_type t on t.oid = made.oid where t.typtype = 'd')
        select made.oid from made join pg_type t on t.oid = made.oid where t.typtype <> 'd') base
      where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (with recursive child(oid) as (
        select i.inhrelid from pg_inherits i where i.inhparent = r.oid
        union select i.inhrelid from pg_inherits i join child on i.inhparent = child.oid)
      select coalesce(json_agg(child.oid::text), '[]'::json) from child) as children
  from pg_class r join pg_namespace n on n.oid = r.relnamespace
  where r.relkind in ('r', 'p', 'v', 'm', 'f') and r.relpersistence <> 't'
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  order by n.nspname, r.relname`
