import { isReference, type Expression } from '../expression.ts'
import { CLAIMS, type RowRule } from '../rules.ts'
import { parseExpression } from '../parse/expression.ts'
import type { Directive } from './directive.ts'
import { faultIn, placeOf, type Draft, type Loading } from './loading.ts'
import { reachAll } from './reference.ts'
import { readRoles } from './roles.ts'

/** Every `@rows` of a model; all dimensions and links are known by now. */
export function readRowRules(loading: Loading, draft: Draft): readonly RowRule[] {
  const found = draft.rowRules.map((rule) => readRowRule(loading, draft, rule))
  return Object.freeze(found.filter((rule) => rule !== undefined))
}

function readRowRule(loading: Loading, draft: Draft, rule: Directive): RowRule | undefined {
  const cure = 'Name a role, or leave "roles" out: then it is for everybody'
  const roles = readRoles(loading, rule, 'roles', '@rows names no role', cure)
  const text = rule.texts.get('where')
  if (!text || (rule.written.has('roles') && !roles)) return undefined
  const parsed = parseExpression(text.value)
  if (parsed.is === 'broken') {
    faultIn(loading, text, parsed)
    return undefined
  }
  for (const { path, offset } of parsed.value.parts.filter(isClaim)) {
    if (path.length === 2) continue
    const what = `{${path.join('.')}} is no claim`
    const expected = 'one name after "claims", such as {claims.region}'
    faultIn(loading, text, { is: 'broken', what, offset, expected, cure: 'Name a claim of the token' })
  }
  const fields = { ...parsed.value, parts: parsed.value.parts.filter((part) => !isClaim(part)) }
  reachAll(loading, draft, text, fields)
  return Object.freeze({ ...(roles && { roles }), where: parsed.value, at: placeOf(rule.node) })
}

type Part = Expression['parts'][number]

function isClaim(part: Part): part is Exclude<Part, string> {
  return isReference(part) && part.path[0] === CLAIMS
}

/** The claims that a rule reads. */
export function claimsIn({ where }: RowRule): readonly string[] {
  return where.parts.filter(isClaim).flatMap(({ path }) => path[1] ?? [])
}
