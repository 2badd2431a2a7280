import type { ColumnFact, Policy } from './fact.ts'
import { literal, quoted } from './name.ts'
import { TENANT_FUNCTION } from './tenant.ts'

/** The tenant of the transaction, of the column's type, computed once a statement. Without a signed context it is an error. */
export function contextOf(type: string): string {
  return `(SELECT ${TENANT_FUNCTION}()${castTo(type)} AS tenant)`
}

/**
 * `column = the tenant`, in the words that PostgreSQL prints it in. The value is cast and not the column, so that the
 * column's index serves; a domain is compared as what it is made of, which its index serves too.
 */
export function isTenant(column: string, { type, domain, equals }: ColumnFact): string {
  const left = domain ? `${column}${castTo(type)}` : column
  const operator = equals === undefined ? '=' : `OPERATOR(${quoted(equals)}.=)`
  return `${left} ${operator} ${contextOf(type)}`
}

// `character` without a length would cut the tenant to one letter; text needs no cast.
function castTo(type: string): string {
  if (type === 'text' || type === 'character varying') return ''
  return type === 'character' ? '::bpchar' : `::${type}`
}

export function createPolicy(policy: Policy, table: string): string {
  const kind = policy.restrictive ? 'restrictive' : 'permissive'
  const roles = policy.roles.map((role) => quoted(role)).join(', ')
  const check = policy.command === 'ALL' && !policy.restrictive ? ` with check (${policy.using})` : ''
  return `create policy ${quoted(policy.name)} on ${table} as ${kind} for ${policy.command.toLowerCase()} to ${roles} using (${policy.using})${check}`
}

export function dropPolicy(name: string, table: string): string {
  return `drop policy if exists ${quoted(name)} on ${table}`
}

/** Whether `fact` does what `wanted` says: for whom, how and with which expression. More roles than wanted are no harm. */
export function fulfils(fact: Policy | undefined, wanted: Policy): boolean {
  return (
    fact !== undefined &&
    fact.restrictive === wanted.restrictive &&
    (fact.command === wanted.command || fact.command === 'ALL') &&
    wanted.roles.every((role) => fact.roles.includes(role)) &&
    sameExpression(fact.using, wanted.using)
  )
}

/**
 * PostgreSQL prints an expression in its own manner: more parentheses, quotes and casts to text than were written. Ours
 * are one comparison, below any number of `IN (SELECT …)`, whose meaning hangs on none of these, so they are compared
 * without.
 */
function sameExpression(a: string, b: string): boolean {
  return bare(a) === bare(b)
}

function bare(expression: string): string {
  return expression.replaceAll(/::(text|character varying|bpchar)(?![a-z])/g, '').replaceAll(/[\s()"]/g, '')
}

export const commentOn = (kind: string, name: string, comment: string): string =>
  `comment on ${kind} ${name} is ${literal(comment)}`
