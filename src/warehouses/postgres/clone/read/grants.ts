/**
 * Every privilege on an object as a JSON list of `Grant`s, PostgreSQL's defaults spelled out. MAINTAIN is left out: it
 * lets nobody read, and servers before 17 don't know it.
 */
export function grantsOf(acl: string, kind: string, owner: string): string {
  return `(select coalesce(json_agg(json_build_object('to', coalesce(g.rolname, 'public'),
        'privilege', a.privilege_type, 'option', a.is_grantable) order by g.rolname, a.privilege_type), '[]'::json)
      from aclexplode(coalesce(${acl}, acldefault('${kind}', ${owner}))) a left join pg_roles g on g.oid = a.grantee
      where a.privilege_type <> 'MAINTAIN')`
}

/** Objects of users in schema `n`: no system's, no extension's own, and none that comes with another, as a range's functions do. */
export function oursIn(catalog: string, oid: string): string {
  return `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (select from pg_depend e where e.classid = '${catalog}'::regclass and e.objid = ${oid} and e.deptype in ('e', 'i')
        and e.refclassid in ('pg_extension'::regclass, 'pg_type'::regclass))`
}
