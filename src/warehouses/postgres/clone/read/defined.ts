import type { ClientBase } from 'pg'
import type { NamedPlan, TypePlan } from '../blueprint.ts'
import { oursIn } from './grants.ts'

/** Users' enums, domains, composite types and ranges. */
export async function readTypes(client: ClientBase): Promise<readonly TypePlan[]> {
  return (await client.query<TypePlan>(typesQuery)).rows
}

export async function readCollations(client: ClientBase): Promise<readonly NamedPlan[]> {
  return (await client.query<NamedPlan>(collationsQuery)).rows
}

const qualified = (schema: string, name: string) => `format('%I.%I', ${schema}, ${name})`

const collate = (collation: string, usual: string) => `
  coalesce((select ' collate ' || ${qualified('cn.nspname', 'c.collname')} from pg_collation c
    join pg_namespace cn on cn.oid = c.collnamespace where c.oid = ${collation} and c.oid <> ${usual}), '')`

const labels = `(select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid)`

const fields = `
  (select string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)) || ${collate('a.attcollation', 'at.typcollation')},
      ', ' order by a.attnum)
    from pg_attribute a join pg_type at on at.oid = a.atttypid
    where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped)`

// Of a range, the functions that make it canonical or tell differences can't come before it: they are left out.
const subtype = `
  (select format('subtype = %s', format_type(r.rngsubtype, null)) ||
      coalesce((select ', collation = ' || ${qualified('cn.nspname', 'c.collname')} from pg_collation c
        join pg_namespace cn on cn.oid = c.collnamespace where c.oid = r.rngcollation), '') ||
      coalesce((select format(', multirange_type_name = %I.%I', mn.nspname, m.typname) from pg_type m
        join pg_namespace mn on mn.oid = m.typnamespace where m.oid = r.rngmultitypid), '')
    from pg_range r where r.rngtypid = t.oid)`

const typesQuery = `
  select n.nspname as schema, t.typname as name, pg_get_userbyid(t.typowner) as owner,
    case t.typtype when 'e' then 'enum' when 'd' then 'domain' when 'c' then 'composite' else 'range' end as kind,
    case t.typtype
      when 'e' then format('create type %I.%I as enum (%s)', n.nspname, t.typname, coalesce(${labels}, ''))
      when 'c' then format('create type %I.%I as (%s)', n.nspname, t.typname, coalesce(${fields}, ''))
      when 'r' then format('create type %I.%I as range (%s)', n.nspname, t.typname, ${subtype})
      else format('create domain %I.%I as %s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod))
        || ${collate('t.typcollation', '(select b.typcollation from pg_type b where b.oid = t.typbasetype)')}
        || case when t.typnotnull then ' not null' else '' end
    end as create
  from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_class r on r.oid = t.typrelid
  where (t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and r.relkind = 'c')) and ${oursIn('pg_type', 't.oid')}
  order by t.oid`

// The locale's column has had three names; PostgreSQL 17 calls it colllocale.
const collationsQuery = `
  select n.nspname as schema, c.collname as name,
    format('create collation %I.%I (provider = %s, deterministic = %s, %s)', n.nspname, c.collname,
      case c.collprovider when 'i' then 'icu' when 'b' then 'builtin' else 'libc' end, case when c.collisdeterministic then 'true' else 'false' end,
      case when c.collprovider = 'c' then format('lc_collate = %L, lc_ctype = %L', c.collcollate, c.collctype)
        else format('locale = %L', coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale', c.collcollate)) end) as create
  from pg_collation c join pg_namespace n on n.oid = c.collnamespace
  where ${oursIn('pg_collation', 'c.oid')}
  order by c.oid`
