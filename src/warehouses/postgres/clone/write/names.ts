import { literal, quoted } from '../../guard/name.ts'
import type { Grant } from '../blueprint.ts'

/** The fresh names of roles: what the user's roles are called in the clone. */
export interface Names {
  /** Quoted; `public` and PostgreSQL's own roles keep their names. */
  role(name: string): string
  /** A role's fresh name itself. */
  fresh(name: string): string
  /** SQL that names roles in texts, as `current_user = 'app'` does, with the fresh ones. */
  sql(text: string): string
  /** A text about the clone in the user's words. */
  told(text: string): string
}

const MOST_BYTES = 63

/** `mark` tells the roles of one clone from all others of the server. */
export function freshNames(mark: string, roles: readonly string[]): Names {
  const fresh = new Map(roles.map((name, i) => [name, cut(`${mark}_${i}_${name}`)]))
  const named = (name: string) => fresh.get(name) ?? name
  return {
    role: (name) => (name === 'public' ? name : quoted(named(name))),
    fresh: named,
    sql: (text) =>
      [...fresh].reduce((sql, [name, other]) => sql.replaceAll(literal(name), literal(other)), text),
    told: (text) => [...fresh].reduce((told, [name, other]) => told.replaceAll(other, name), text),
  }
}

/** PostgreSQL cuts a longer name by itself, and two might become one. */
function cut(name: string): string {
  let short = name
  while (Buffer.byteLength(short) > MOST_BYTES) short = short.slice(0, -1)
  return short.toWellFormed()
}

/** Statements that leave exactly these privileges on `on`: `table "a"."b"`. */
export function grantsOn(
  on: string,
  owner: string,
  grants: readonly Grant[],
  names: Names,
): readonly string[] {
  return [
    `revoke all on ${on} from public, ${names.role(owner)}`,
    ...grants.map(({ to, privilege, option, column }) => {
      const of = column === undefined ? '' : ` (${quoted(column)})`
      return `grant ${privilege}${of} on ${on} to ${names.role(to)}${option && to !== 'public' ? ' with grant option' : ''}`
    }),
  ]
}
