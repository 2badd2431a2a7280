import { literal, quoted } from '../../guard/name.ts'
import { scramVerifier } from '../../guard/role.ts'
import type { Blueprint, RolePlan } from '../blueprint.ts'
import type { Names } from './names.ts'

/** A role that the clone is reached by, with the password that it gets there. */
export interface Login {
  readonly name: string
  readonly password: string
}

/** PostgreSQL's own, there on every server. */
export function predefined(name: string): boolean {
  return name.startsWith('pg_')
}

/** Roles with the attributes and memberships of the user's, under fresh names. None but `logins` may log in. */
export function roleStatements(
  { roles, memberships }: Blueprint,
  names: Names,
  logins: readonly Login[],
  inheritance: boolean,
): readonly string[] {
  const made = roles.filter(({ name }) => !predefined(name))
  return [
    ...made.map((role) => createRole(role, names, logins)),
    ...memberships
      .filter(({ member }) => !predefined(member))
      .map(({ group, member, admin, inherit, set }) => {
        const options = inheritance
          ? ` with admin ${admin}, inherit ${inherit}, set ${set}`
          : admin
            ? ' with admin option'
            : ''
        return `grant ${names.role(group)} to ${names.role(member)}${options}`
      }),
  ]
}

/** A role that has the rights of the serving role and passes by row-level security. */
export function bypassStatements(serve: string, { name, password }: Login, names: Names): readonly string[] {
  const role = quoted(name)
  return [
    `create role ${role} login bypassrls inherit password ${literal(scramVerifier(password))}`,
    `grant ${names.role(serve)} to ${role}`,
  ]
}

/** `alter role … set`, everywhere and in the clone's database alone. `bypass` gets what the serving role has. */
export function roleSettings(
  { roles, serve }: Blueprint,
  names: Names,
  bypass: Login,
  database: string,
): readonly string[] {
  const made = roles.filter(({ name }) => !predefined(name))
  const served = made.find(({ name }) => name === serve)
  const settled = [
    ...made.map((plan) => ({ role: names.role(plan.name), plan })),
    ...(served === undefined ? [] : [{ role: quoted(bypass.name), plan: served }]),
  ]
  return settled.flatMap(({ role, plan }) => [
    ...plan.settings.map((setting) => `alter role ${role} ${set(setting)}`),
    ...plan.settingsHere.map(
      (setting) => `alter role ${role} in database ${quoted(database)} ${set(setting)}`,
    ),
  ])
}

// Settings that are lists hold their parts quoted already; as one literal they would be a single name.
const LISTS = new Set(['search_path', 'temp_tablespaces', 'session_preload_libraries'])

export function set(setting: string): string {
  const at = setting.indexOf('=')
  const name = setting.slice(0, at)
  const value = setting.slice(at + 1)
  return `set ${name
    .split('.')
    .map((part) => quoted(part))
    .join('.')} to ${LISTS.has(name) && value !== '' ? value : literal(value)}`
}

function createRole(role: RolePlan, names: Names, logins: readonly Login[]): string {
  const login = logins.find(({ name }) => name === names.fresh(role.name))
  const may = (attribute: string, has: boolean) => `${has ? '' : 'no'}${attribute}`
  const attributes = [
    may('superuser', role.superuser),
    may('bypassrls', role.bypass),
    may('inherit', role.inherit),
    may('createrole', role.createRole),
    may('createdb', role.createDatabase),
    may('replication', role.replication),
    login === undefined ? 'nologin' : `login password ${literal(scramVerifier(login.password))}`,
  ]
  return `create role ${names.role(role.name)} ${attributes.join(' ')}`
}
