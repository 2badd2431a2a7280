import { Kind, type DirectiveNode, type FieldDefinitionNode, type ObjectTypeDefinitionNode } from 'graphql'
import { nearest } from '../nearest.ts'
import { readArguments, type Arguments } from './arguments.ts'
import { directiveRules, type DirectiveRule } from './directives.ts'
import { fault, listed, type Loading } from './loading.ts'

/** A directive as written, checked against its rule. */
export type Directive = Arguments

/**
 * Reads the directives of a type or a field by name; what is at fault is told and left out, and so is what may stand
 * several times.
 */
export function readDirectives(
  loading: Loading,
  node: ObjectTypeDefinitionNode | FieldDefinitionNode,
): ReadonlyMap<string, Directive> {
  const on = node.kind === Kind.OBJECT_TYPE_DEFINITION ? 'model' : 'field'
  const found = new Map<string, Directive>()
  for (const directive of node.directives ?? []) {
    const name = directive.name.value
    const rule = ruleFor(loading, directive, on)
    if (!rule || rule.repeatable) continue
    if (found.has(name)) {
      fault(loading, directive, `@${name} stands twice on "${node.name.value}"`, `one @${name}`, 'Remove one')
      continue
    }
    found.set(name, readArguments(loading, directive, rule.arguments))
  }
  return found
}

/** Reads each of the directives of a name that may stand several times, in the order of the file. */
export function readRepeated(
  loading: Loading,
  node: ObjectTypeDefinitionNode,
  name: keyof typeof directiveRules,
): readonly Directive[] {
  const rules = directiveRules[name]?.arguments ?? {}
  const found = node.directives?.filter((directive) => directive.name.value === name) ?? []
  return found.map((directive) => readArguments(loading, directive, rules))
}

function ruleFor(
  loading: Loading,
  directive: DirectiveNode,
  on: 'model' | 'field',
): DirectiveRule | undefined {
  const name = directive.name.value
  const here = Object.keys(directiveRules).filter((known) => directiveRules[known]?.on.includes(on))
  const rule = Object.hasOwn(directiveRules, name) ? directiveRules[name] : undefined
  const expected = `one of ${listed(here.map((known) => `@${known}`))}`
  if (!rule) {
    const near = nearest(name, here)
    fault(loading, directive, `Unknown directive @${name}`, expected, near ? `Write @${near}` : 'Remove it')
  } else if (!rule.on.includes(on)) {
    const place = on === 'model' ? 'field' : 'type'
    fault(
      loading,
      directive,
      `@${name} cannot stand on a ${on === 'model' ? 'type' : 'field'}`,
      expected,
      `Move it to a ${place}`,
    )
    return undefined
  }
  return rule
}
