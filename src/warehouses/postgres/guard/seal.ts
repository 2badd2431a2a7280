import type { ClientBase } from 'pg'
import { CONTEXT_REFUSED, CONTEXT_SETTING, type ContextSigner } from '../context.ts'
import type { GuardWish } from '../../contract.ts'
import type { Gap } from './gap.ts'
import { literal, quoted } from './name.ts'
import { body, createKeys, createTenant, TENANT_FUNCTION } from './tenant.ts'

/**
 * What must stand in the warehouse so that a context can be checked there: a schema of the owner's, a table of keys that
 * only the owner reads, and the function that reads it on behalf of the serving role.
 */
export async function sealGaps(
  client: ClientBase,
  serve: string,
  signer: ContextSigner,
  { dropOldKeys = false }: GuardWish = {},
): Promise<readonly Gap[]> {
  const { rows } = await client.query<SealFact>(sealQuery, [serve])
  const fact = rows[0]
  if (fact === undefined) return []
  const gaps = [...schemaGaps(fact), ...tableGaps(fact), ...functionGaps(fact), ...grantGaps(fact, serve)]
  if (!(await knowsKey(client, fact, gaps, signer))) gaps.push(keyGap(signer))
  return dropOldKeys && fact.open ? [...gaps, ...(await oldKeyGaps(client, signer))] : gaps
}

interface SealFact {
  readonly schema: string | null
  readonly keys: string | null
  readonly tenant: string | null
  /** Whether all three are one owner's, and the serving role isn't that owner. */
  readonly owned: boolean
  readonly owner: string | null
  /** Whether that owner could do as he likes with the tenants' tables anyway. */
  readonly trusted: boolean
  readonly source: string | null
  readonly sound: boolean
  readonly readers: readonly string[]
  readonly callers: readonly string[]
  readonly makers: readonly string[]
  readonly uses: boolean
  readonly calls: boolean
  /** Whether the role that looks may read the keys itself. */
  readonly open: boolean
}

function schemaGaps(fact: SealFact): readonly Gap[] {
  if (fact.schema === null)
    return [gap('There is no schema sluice_guard', whys.seal, ['create schema sluice_guard'])]
  const makers = fact.makers.map((role) =>
    gap(
      `${quoted(role)} may create in schema sluice_guard`,
      'whoever creates in it could put a function of his own into the place of ours',
      [`revoke create on schema sluice_guard from ${grantee(role)}`],
    ),
  )
  const doubt = doubtOf(fact)
  if (doubt === undefined) return makers
  const cure =
    'Look at who made them; then, as the owner: drop schema sluice_guard cascade, and run `sluice guard --apply`'
  return [
    ...makers,
    { group: 'signed context', what: doubt, why: whys.seal, sql: [stopping(`${doubt}. ${cure}`)], cure },
  ]
}

function doubtOf({ owned, trusted, owner }: SealFact): string | undefined {
  if (!owned)
    return 'The schema sluice_guard, its table and its function are not all of one owner, or are the serving role’s'
  if (trusted) return undefined
  return `The schema sluice_guard is owned by ${quoted(owner ?? '')}, who is no administrator and owns neither the database nor the tables`
}

/** Nothing is put where somebody else would read it: a script that comes here ends. */
function stopping(told: string): string {
  return `do ${literal(`begin raise exception using message = ${literal(told)}; end`)}`
}

function tableGaps(fact: SealFact): readonly Gap[] {
  if (fact.keys === null) return [gap('There is no table sluice_guard.keys', whys.keys, [createKeys])]
  return fact.readers.map((role) =>
    gap(`${quoted(role)} has privileges on sluice_guard.keys`, whys.keys, [
      `revoke all on sluice_guard.keys from ${grantee(role)}`,
    ]),
  )
}

function functionGaps(fact: SealFact): readonly Gap[] {
  if (fact.tenant !== null && fact.sound && fact.source === body) return []
  const what =
    fact.tenant === null
      ? 'There is no function sluice_guard.tenant()'
      : 'The function sluice_guard.tenant() isn’t the one that checks contexts'
  return [gap(what, whys.tenant, [createTenant, 'revoke all on function sluice_guard.tenant() from public'])]
}

function grantGaps(fact: SealFact, serve: string): readonly Gap[] {
  const role = quoted(serve)
  const gaps = (fact.tenant === null ? [] : fact.callers).map((caller) =>
    gap(`${quoted(caller)} may call sluice_guard.tenant()`, 'only the serving role has a tenant', [
      `revoke all on function sluice_guard.tenant() from ${grantee(caller)}`,
    ]),
  )
  if (!fact.uses || !fact.calls) {
    gaps.push(
      gap(
        `The serving role ${role} may not call sluice_guard.tenant()`,
        'its policies ask for the tenant there',
        [
          `grant usage on schema sluice_guard to ${role}`,
          `grant execute on function sluice_guard.tenant() to ${role}`,
        ],
      ),
    )
  }
  return gaps
}

/** Who may read the keys compares; who may not tries a context. */
async function knowsKey(
  client: ClientBase,
  fact: SealFact,
  gaps: readonly Gap[],
  signer: ContextSigner,
): Promise<boolean> {
  if (fact.keys === null) return false
  if (fact.open) {
    const { rowCount } = await client.query(
      'select from sluice_guard.keys where id = $1 and inner_pad = $2 and outer_pad = $3',
      [signer.pads.id, Buffer.from(signer.pads.inner), Buffer.from(signer.pads.outer)],
    )
    return rowCount === 1
  }
  // What can't be tried is told already.
  if (gaps.length > 0) return true
  await client.query('savepoint trying')
  try {
    await client.query('select set_config($1, $2, true)', [CONTEXT_SETTING, signer.sign('probe', 0)])
    await client.query(`select ${TENANT_FUNCTION}()`)
    return true
  } catch (error) {
    if ((error as { code?: unknown }).code === CONTEXT_REFUSED) return false
    throw error
  } finally {
    await client.query('rollback to savepoint trying')
  }
}

function keyGap({ pads }: ContextSigner): Gap {
  return gap(
    'The warehouse doesn’t know the key that this installation signs the tenant with',
    'the key of this installation; the values come from `sluice guard --keys`',
    [
      `insert into sluice_guard.keys (id, inner_pad, outer_pad)\n  values (:'sluice_key_id', decode(:'sluice_key_inner', 'hex'), decode(:'sluice_key_outer', 'hex'))\n  on conflict (id) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad`,
    ],
    {
      sluice_key_id: pads.id,
      sluice_key_inner: hex(pads.inner),
      sluice_key_outer: hex(pads.outer),
    },
  )
}

async function oldKeyGaps(client: ClientBase, { pads }: ContextSigner): Promise<readonly Gap[]> {
  const { rows } = await client.query<{ id: string }>('select id from sluice_guard.keys where id <> $1', [
    pads.id,
  ])
  return rows.map(({ id }) =>
    gap(`The key ${id} is still accepted`, 'a key that was replaced opens nothing any more', [
      `delete from sluice_guard.keys where id = ${literal(id)}`,
    ]),
  )
}

function gap(what: string, why: string, sql: readonly string[], secrets?: Gap['secrets']): Gap {
  return { group: 'signed context', what, why, sql, ...(secrets === undefined ? {} : { secrets }) }
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const grantee = (role: string) => (role === 'public' ? role : quoted(role))

const whys = {
  seal: 'what checks a context stands in a schema of the owner’s, where nobody else can put anything',
  keys: 'keys by which contexts are checked; nobody but the owner reads them',
  tenant: 'tells the tenant of a context that is signed and still good, and raises an error for any other',
} as const

const grantees = (acl: string, type: string, owner: string, ours: string) => `
  (select coalesce(array_agg(distinct coalesce(g.rolname::text, 'public')), '{}')
    from aclexplode(coalesce(${acl}, acldefault('${type}', ${owner}))) a left join pg_roles g on g.oid = a.grantee
    where a.grantee <> ${owner} ${ours})`

const sealQuery = `
  select s.oid::text as schema, k.oid::text as keys, f.oid::text as tenant, f.prosrc as source,
    coalesce(s.nspowner = coalesce(k.relowner, s.nspowner) and s.nspowner = coalesce(f.proowner, s.nspowner)
      and pg_get_userbyid(s.nspowner) <> $1, true) as owned,
    pg_get_userbyid(s.nspowner) as owner,
    coalesce(o.rolsuper or o.oid = d.datdba or case when current_user = $1
      then exists (select from pg_class c where c.relowner = o.oid and c.relnamespace <> s.oid
        and c.relkind in ('r', 'p', 'v') and has_table_privilege(c.oid, 'select'))
      else o.rolname = current_user end, true) as trusted,
    coalesce(f.prosecdef and f.provolatile = 's' and l.lanname = 'plpgsql' and f.prorettype = 'text'::regtype
      and f.proconfig = array['search_path=pg_catalog, pg_temp'], false) as sound,
    case when k.oid is null then '{}' else ${grantees('k.relacl', 'r', 'k.relowner', '')} || array(
      select distinct coalesce(g.rolname::text, 'public') from pg_attribute c
      cross join lateral aclexplode(c.attacl) a left join pg_roles g on g.oid = a.grantee
      where c.attrelid = k.oid and c.attacl is not null) end as readers,
    case when f.oid is null then '{}' else ${grantees('f.proacl', 'f', 'f.proowner', `and coalesce(g.rolname, '') <> $1`)} end as callers,
    case when s.oid is null then '{}' else ${grantees('s.nspacl', 'n', 's.nspowner', `and a.privilege_type = 'CREATE'`)} end as makers,
    coalesce(has_schema_privilege((select oid from pg_roles where rolname = $1), s.oid, 'usage'), false) as uses,
    coalesce(has_function_privilege((select oid from pg_roles where rolname = $1), f.oid, 'execute'), false) as calls,
    coalesce(has_schema_privilege(s.oid, 'usage') and has_table_privilege(k.oid, 'select'), false) as open
  from (select to_regnamespace('sluice_guard')::oid as oid) named
  left join pg_namespace s on s.oid = named.oid
  left join pg_roles o on o.oid = s.nspowner
  join pg_database d on d.datname = current_database()
  left join pg_class k on k.relnamespace = s.oid and k.relname = 'keys' and k.relkind = 'r'
  left join pg_proc f on f.pronamespace = s.oid and f.proname = 'tenant' and f.pronargs = 0
  left join pg_language l on l.oid = f.prolang`
