import type { ClientBase } from 'pg'
import type { ExtensionPlan, Grant, SchemaPlan } from '../blueprint.ts'
import { grantsOf } from './grants.ts'

export interface DatabaseFacts {
  readonly owner: string
  readonly settings: readonly string[]
  readonly grants: readonly Grant[]
}

export async function readDatabase(client: ClientBase): Promise<DatabaseFacts> {
  const { rows } = await client.query<DatabaseFacts>(databaseQuery)
  return rows[0] ?? { owner: '', settings: [], grants: [] }
}

export async function readSchemas(client: ClientBase): Promise<readonly SchemaPlan[]> {
  return (await client.query<SchemaPlan>(schemasQuery)).rows
}

export async function readExtensions(client: ClientBase): Promise<readonly ExtensionPlan[]> {
  return (await client.query<ExtensionPlan>(extensionsQuery)).rows
}

const databaseQuery = `
  select pg_get_userbyid(d.datdba) as owner,
    (select coalesce(json_agg(setting order by at), '[]'::json)
      from pg_db_role_setting s cross join unnest(s.setconfig) with ordinality as c(setting, at)
      where s.setrole = 0 and s.setdatabase = d.oid) as settings,
    ${grantsOf('d.datacl', 'd', 'd.datdba')} as grants
  from pg_database d where d.datname = current_database()`

const schemasQuery = `
  select n.nspname as name, pg_get_userbyid(n.nspowner) as owner, ${grantsOf('n.nspacl', 'n', 'n.nspowner')} as grants
  from pg_namespace n where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  order by n.oid`

const extensionsQuery = `
  select n.nspname as schema, e.extname as name
  from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname <> 'plpgsql' order by e.oid`
