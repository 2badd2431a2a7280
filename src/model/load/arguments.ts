import {
  Kind,
  type ArgumentNode,
  type DirectiveNode,
  type ObjectFieldNode,
  type ObjectValueNode,
} from 'graphql'
import type { ArgumentRule, ArgumentRules } from '../argument.ts'
import { nearest } from '../nearest.ts'
import { expectedForm, readForm } from './form.ts'
import { fault, listed, type Exact, type Flag, type Loading, type Text } from './loading.ts'

/** What was written of a directive or of an object inside of one: each argument is there in its form, or it isn't there. */
export interface Arguments {
  readonly node: DirectiveNode | ObjectValueNode
  readonly texts: ReadonlyMap<string, Text>
  readonly names: ReadonlyMap<string, readonly Text[]>
  readonly flags: ReadonlyMap<string, Flag>
  /** Words, numbers, durations and zones, as canonical text. */
  readonly exact: ReadonlyMap<string, Exact>
  readonly objects: ReadonlyMap<string, Arguments>
  /** Every argument that was written, at fault or not. */
  readonly written: ReadonlySet<string>
}

/** Who has the arguments, for messages: `@column(name: …)`, `semiAdditive: {over: …}`. */
interface Owner {
  readonly name: string
  readonly with: (argument: string) => string
}

const byDirective = (name: string): Owner => ({ name: `@${name}`, with: (one) => `@${name}(${one}: …)` })
const byObject = (name: string): Owner => ({ name, with: (one) => `${name}: {${one}: …}` })

/** Reads the arguments of a directive; what is at fault is told and left out. */
export function readArguments(loading: Loading, node: DirectiveNode, rules: ArgumentRules): Arguments {
  return read(loading, node, node.arguments ?? [], rules, byDirective(node.name.value))
}

function read(
  loading: Loading,
  node: Arguments['node'],
  given: readonly (ArgumentNode | ObjectFieldNode)[],
  rules: ArgumentRules,
  owner: Owner,
): Arguments {
  const found = {
    node,
    texts: new Map<string, Text>(),
    names: new Map<string, readonly Text[]>(),
    flags: new Map<string, Flag>(),
    exact: new Map<string, Exact>(),
    objects: new Map<string, Arguments>(),
    written: new Set<string>(),
  }
  for (const argument of given) {
    const { value } = argument
    const name = argument.name.value
    const rule = ruleOf(loading, argument, rules, owner, found.written)
    found.written.add(name)
    if (!rule) continue
    if (rule.type === 'object' && value.kind === Kind.OBJECT) {
      found.objects.set(name, read(loading, value, value.fields, rule.arguments, byObject(name)))
      continue
    }
    const form = readForm(value, rule)
    if (form?.is === 'text') found.texts.set(name, form.text)
    else if (form?.is === 'names') found.names.set(name, form.names)
    else if (form?.is === 'flag') found.flags.set(name, { value: form.flag, node: argument })
    else if (form) found.exact.set(name, { value: form.exact, node: value })
    else refuseForm(loading, argument, rule, owner)
  }
  tellMissing(loading, node, rules, owner, found.written)
  return found
}

function ruleOf(
  loading: Loading,
  argument: ArgumentNode | ObjectFieldNode,
  rules: ArgumentRules,
  owner: Owner,
  written: ReadonlySet<string>,
): ArgumentRule | undefined {
  const name = argument.name.value
  const known = Object.keys(rules)
  if (!known.includes(name)) {
    const near = nearest(name, known)
    const expected = known.length === 0 ? 'no arguments' : `one of ${listed(known)}`
    const cure = near ? `Write "${near}"` : 'Remove it'
    fault(loading, argument, `${owner.name} has no argument "${name}"`, expected, cure)
    return undefined
  }
  if (written.has(name)) {
    fault(loading, argument, `${owner.name} has "${name}" twice`, `one "${name}"`, 'Remove one')
    return undefined
  }
  return rules[name]
}

function refuseForm(
  loading: Loading,
  { name, value }: ArgumentNode | ObjectFieldNode,
  rule: ArgumentRule,
  owner: Owner,
): void {
  const { expected, cure } = expectedForm(value, rule)
  fault(loading, value, `"${name.value}" of ${owner.name} has the wrong form`, expected, cure)
}

function tellMissing(
  loading: Loading,
  node: Arguments['node'],
  rules: ArgumentRules,
  owner: Owner,
  written: ReadonlySet<string>,
): void {
  for (const [name, { required }] of Object.entries(rules)) {
    // A misspelt one has been told.
    if (!required || written.has(name) || nearest(name, written)) continue
    fault(loading, node, `${owner.name} has no "${name}"`, owner.with(name), `Add the argument "${name}"`)
  }
}
