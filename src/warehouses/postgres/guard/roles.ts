import type { ClientBase } from 'pg'
import type { Gap } from './gap.ts'
import { quoted } from './name.ts'
import { commentOn } from './policy.ts'
import { ROLE_MARK, scramVerifier, type Role } from './role.ts'

interface RoleFact {
  readonly login: boolean
  readonly mighty: readonly string[]
  readonly memberships: readonly string[]
  readonly owns: readonly string[]
  readonly creates: readonly string[]
  readonly readonly: boolean
}

const LEAST_VERSION = 150000

/** Views that keep tenants apart (`security_invoker`) came with PostgreSQL 15. */
export async function versionGaps(client: ClientBase): Promise<readonly Gap[]> {
  const { rows } = await client.query<{ version: number; told: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as told`,
  )
  const found = rows[0]
  if (found === undefined || found.version >= LEAST_VERSION) return []
  return [
    {
      group: 'roles',
      what: `The server is PostgreSQL ${found.told}, which has no security_invoker views`,
      why: 'views must read with the rights of the one who asks',
      sql: [],
      cure: 'Upgrade the server to PostgreSQL 15 or later',
    },
  ]
}

/** What a role is for. */
export type Purpose = 'serving' | 'operator'

/** What the role may be that it mustn't. */
export async function roleGaps(client: ClientBase, role: Role, purpose: Purpose): Promise<readonly Gap[]> {
  const name = quoted(role.name)
  const { rows } = await client.query<RoleFact>(roleQuery, [role.name])
  const fact = rows[0]
  const say = (what: string, why: string, sql: readonly string[], cure?: string): Gap => ({
    group: 'roles',
    what: `The ${purpose} role ${name} ${what}`,
    why,
    sql,
    ...(cure === undefined ? {} : { cure }),
  })
  if (fact === undefined) return [missing(role, purpose)]
  const gaps: Gap[] = []
  for (const might of fact.mighty) {
    gaps.push(
      say(`is ${might}`, 'such a role passes by row-level security', [
        `alter role ${name} no${might.toLowerCase()}`,
      ]),
    )
  }
  for (const group of fact.memberships) {
    const why = 'what a group may do, or whom it may become, no policy on this role restrains'
    gaps.push(say(`is a member of ${quoted(group)}`, why, [`revoke ${quoted(group)} from ${name}`]))
  }
  for (const owned of fact.owns) {
    const cure = `Give ${owned} another owner: alter table ${owned} owner to …, or use another role for Sluice`
    gaps.push(say(`owns ${owned}`, 'an owner may take the guard away', [], cure))
  }
  for (const place of fact.creates) {
    const cure = `Run as the owner: revoke create on ${place} from ${name}, public`
    gaps.push(say(`may create objects in ${place}`, 'what it creates, it owns', [], cure))
  }
  if (!fact.readonly) {
    const why = 'a defect that tries to write is then refused at once'
    gaps.push(say(`isn't read-only`, why, [`alter role ${name} set default_transaction_read_only = on`]))
  }
  return gaps
}

/** The password of a role that we made no longer fits: `.sluice/roles.json` was lost, and another made. */
export async function passwordGap(
  client: ClientBase,
  role: Role,
  purpose: Purpose,
): Promise<Gap | undefined> {
  if (role.password === undefined) return undefined
  const { rowCount } = await client.query(
    `select from pg_roles where rolname = $1 and shobj_description(oid, 'pg_authid') = $2`,
    [role.name, ROLE_MARK],
  )
  if (rowCount === 0) return undefined
  return {
    group: 'roles',
    what: `The role ${quoted(role.name)} has another password than the configuration`,
    why: 'the role was made by an earlier guard, and its password is no longer kept',
    sql: [`alter role ${quoted(role.name)} password :'${variableOf(purpose)}'`],
    secrets: { [variableOf(purpose)]: scramVerifier(role.password) },
  }
}

function missing({ name, password }: Role, purpose: Purpose): Gap {
  const variable = variableOf(purpose)
  const login = password === undefined ? '' : ` password :'${variable}'`
  return {
    group: 'roles',
    what: `The ${purpose} role ${quoted(name)} doesn't exist`,
    why: `the ${purpose} role reads, and owns nothing`,
    sql: [
      `create role ${quoted(name)} login${login} nosuperuser nobypassrls nocreaterole nocreatedb noreplication noinherit`,
      commentOn('role', quoted(name), ROLE_MARK),
      `alter role ${quoted(name)} set default_transaction_read_only = on`,
    ],
    ...(password === undefined ? {} : { secrets: { [variable]: scramVerifier(password) } }),
  }
}

/** The password as a variable of the printed script: what PostgreSQL keeps of it could still be guessed at. */
const variableOf = (purpose: Purpose) => `sluice_${purpose}_password`

const roleQuery = `
  select r.rolcanlogin as login,
    array_remove(array[
      case when r.rolsuper then 'SUPERUSER' end, case when r.rolbypassrls then 'BYPASSRLS' end,
      case when r.rolcreaterole then 'CREATEROLE' end, case when r.rolcreatedb then 'CREATEDB' end,
      case when r.rolreplication then 'REPLICATION' end], null) as mighty,
    (select coalesce(array_agg(g.rolname::text order by g.rolname), '{}')
      from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid) as memberships,
    (select coalesce(array_agg(c.oid::regclass::text order by 1), '{}') from pg_class c
      where c.relowner = r.oid and c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relpersistence <> 't') as owns,
    array(select 'schema ' || quote_ident(n.nspname) from pg_namespace n
      where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and not r.rolsuper
        and has_schema_privilege(r.oid, n.oid, 'create')
      union all
      select 'database ' || quote_ident(current_database())
      where not r.rolsuper and has_database_privilege(r.oid, current_database(), 'create')) as creates,
    coalesce('default_transaction_read_only=on' = any(r.rolconfig), false) as readonly
  from pg_roles r where r.rolname = $1`
