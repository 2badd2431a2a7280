import {
  Kind,
  type ArgumentNode,
  type DirectiveNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql'
import { nearest } from '../nearest.ts'
import { directiveRules, type ArgumentRule, type DirectiveRule } from './directives.ts'
import { fault, listed, type Loading, type Text } from './loading.ts'

/** A directive as written, checked against its rule: each argument is there in its type, or it isn't there. */
export interface Directive {
  readonly node: DirectiveNode
  readonly texts: ReadonlyMap<string, Text>
  readonly names: ReadonlyMap<string, readonly Text[]>
  readonly flags: ReadonlyMap<string, { readonly value: boolean; readonly node: ArgumentNode }>
  /** Every argument that was written, at fault or not. */
  readonly written: ReadonlySet<string>
}

/** Reads the directives of a type or a field by name; what is at fault is told and left out. */
export function readDirectives(
  loading: Loading,
  node: ObjectTypeDefinitionNode | FieldDefinitionNode,
): ReadonlyMap<string, Directive> {
  const on = node.kind === Kind.OBJECT_TYPE_DEFINITION ? 'model' : 'field'
  const found = new Map<string, Directive>()
  for (const directive of node.directives ?? []) {
    const name = directive.name.value
    const rule = ruleFor(loading, directive, on)
    if (!rule) continue
    if (found.has(name)) {
      fault(loading, directive, `@${name} stands twice on "${node.name.value}"`, `one @${name}`, 'Remove one')
      continue
    }
    found.set(name, readDirective(loading, directive, rule))
  }
  return found
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

function readDirective(loading: Loading, node: DirectiveNode, rule: DirectiveRule): Directive {
  const texts = new Map<string, Text>()
  const names = new Map<string, readonly Text[]>()
  const flags = new Map<string, { value: boolean; node: ArgumentNode }>()
  const written = new Set<string>()
  for (const argument of node.arguments ?? []) {
    const name = argument.name.value
    const known = ruleOf(loading, node, argument, rule, written)
    written.add(name)
    if (!known) continue
    const value = readValue(argument, known)
    if (value === undefined) refuseValue(loading, node, argument, known)
    else if (value.is === 'text') texts.set(name, value.text)
    else if (value.is === 'names') names.set(name, value.names)
    else flags.set(name, { value: value.flag, node: argument })
  }
  for (const [name, { required }] of Object.entries(rule.arguments)) {
    // A misspelt one has been told.
    if (!required || written.has(name) || nearest(name, written)) continue
    const directive = `@${node.name.value}`
    fault(
      loading,
      node,
      `${directive} has no "${name}"`,
      `${directive}(${name}: …)`,
      `Add the argument "${name}"`,
    )
  }
  return { node, texts, names, flags, written }
}

function ruleOf(
  loading: Loading,
  node: DirectiveNode,
  argument: ArgumentNode,
  rule: DirectiveRule,
  written: ReadonlySet<string>,
): ArgumentRule | undefined {
  const name = argument.name.value
  const directive = `@${node.name.value}`
  const known = Object.keys(rule.arguments)
  if (!known.includes(name)) {
    const near = nearest(name, known)
    const expected = known.length === 0 ? 'no arguments' : `one of ${listed(known)}`
    fault(
      loading,
      argument,
      `${directive} has no argument "${name}"`,
      expected,
      near ? `Write "${near}"` : 'Remove it',
    )
    return undefined
  }
  if (written.has(name)) {
    fault(loading, argument, `${directive} has "${name}" twice`, `one "${name}"`, 'Remove one')
    return undefined
  }
  return rule.arguments[name]
}

type Value =
  | { readonly is: 'text'; readonly text: Text }
  | { readonly is: 'names'; readonly names: readonly Text[] }
  | { readonly is: 'flag'; readonly flag: boolean }

function readValue({ value }: ArgumentNode, { type }: ArgumentRule): Value | undefined {
  if (type === 'flag') return value.kind === Kind.BOOLEAN ? { is: 'flag', flag: value.value } : undefined
  if (type === 'text') {
    const text = readText(value)
    return text && { is: 'text', text }
  }
  const texts = (value.kind === Kind.LIST ? value.values : [value]).map(readText)
  const names = texts.filter((text) => text !== undefined)
  return names.length === texts.length ? { is: 'names', names } : undefined
}

function readText(value: ArgumentNode['value']): Text | undefined {
  return value.kind === Kind.STRING && value.value.trim() !== ''
    ? { value: value.value, node: value }
    : undefined
}

const wanted: Readonly<Record<ArgumentRule['type'], string>> = {
  text: 'a text in double quotes that is not empty',
  names: 'a text in double quotes, or a list of them',
  flag: 'true or false',
}

function refuseValue(
  loading: Loading,
  node: DirectiveNode,
  argument: ArgumentNode,
  { type }: ArgumentRule,
): void {
  const name = argument.name.value
  fault(
    loading,
    argument.value,
    `"${name}" of @${node.name.value} has the wrong form`,
    wanted[type],
    'Correct the value',
  )
}
