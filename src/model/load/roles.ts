import type { Directive } from './directive.ts'
import { fault, type Loading } from './loading.ts'

/** The roles that an argument names; undefined where it isn't written. A list of none is a fault. */
export function readRoles(
  loading: Loading,
  directive: Directive,
  argument: string,
  what: string,
  cure: string,
): readonly string[] | undefined {
  const roles = directive.names.get(argument)?.map(({ value }) => value)
  if (roles?.length === 0) fault(loading, directive.node, what, 'at least one role', cure)
  return roles
}

/** `clear:`, the roles that a rule isn't for; none where it isn't written. */
export function readClear(loading: Loading, directive: Directive, name: string): readonly string[] {
  const what = `@${name} clears no role`
  const cure = 'Name a role, or leave "clear" out: then it clears nobody'
  return Object.freeze(readRoles(loading, directive, 'clear', what, cure) ?? [])
}
