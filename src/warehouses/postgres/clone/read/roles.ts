import type { ClientBase } from 'pg'
import type { Membership, RolePlan } from '../blueprint.ts'

/** Roles by name; no password is among what is read. */
export async function readRoles(client: ClientBase): Promise<ReadonlyMap<string, RolePlan>> {
  const { rows } = await client.query<RolePlan>(rolesQuery)
  return new Map(rows.map((role) => [role.name, role]))
}

export async function readMemberships(client: ClientBase): Promise<readonly Membership[]> {
  return (await client.query<Membership>(membershipsQuery)).rows
}

/** `names` and every role whose rights they may come to have. */
export function withGroups(
  names: readonly string[],
  memberships: readonly Membership[],
): ReadonlySet<string> {
  const found = new Set(names)
  for (const name of found) {
    for (const { group, member } of memberships) if (member === name) found.add(group)
  }
  return found
}

const settingsIn = (database: string) => `
  (select coalesce(json_agg(setting order by at), '[]'::json)
    from pg_db_role_setting s cross join unnest(s.setconfig) with ordinality as c(setting, at)
    where s.setrole = r.oid and s.setdatabase = ${database})`

const rolesQuery = `
  select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as bypass, r.rolinherit as inherit,
    r.rolcreaterole as "createRole", r.rolcreatedb as "createDatabase", r.rolreplication as replication,
    r.rolcanlogin as login,
    ${settingsIn('0')} as settings,
    ${settingsIn('(select oid from pg_database where datname = current_database())')} as "settingsHere"
  from pg_roles r`

// Before PostgreSQL 16 a membership was inherited or not as the member said, and could always be set.
const membershipsQuery = `
  select g.rolname as group, r.rolname as member, m.admin_option as admin,
    coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, r.rolinherit) as inherit,
    coalesce((to_jsonb(m) ->> 'set_option')::boolean, true) as set
  from pg_auth_members m join pg_roles g on g.oid = m.roleid join pg_roles r on r.oid = m.member
  order by 1, 2`
