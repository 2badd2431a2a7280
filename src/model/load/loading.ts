import type { ASTNode, ObjectTypeDefinitionNode, StringValueNode, ValueNode } from 'graphql'
import { Faults, type Place } from '../../base/fault.ts'
import type { Broken } from '../parse/parsed.ts'
import type { Enum, Field, Model } from '../model.ts'
import type { Directive } from './directive.ts'

/** A model while it is being put together: later steps need what earlier ones found in other models. */
export interface Draft extends Omit<Model, 'tenant' | 'fields' | 'rows' | 'minGroup'> {
  readonly node: ObjectTypeDefinitionNode
  /** `tenant:` as written; undefined for a shared model, or where it was at fault. */
  readonly tenantPath: Text | undefined
  /** `@rows` and `@minGroup` as written. */
  readonly rowRules: readonly Directive[]
  readonly smallGroups: Directive | undefined
  readonly fields: Map<string, Field>
  /** Fields that are measures, known before they are read. */
  readonly measures: ReadonlySet<string>
  /** Fields that were at fault: references to them are no faults of their own. */
  readonly broken: Set<string>
  /** Measures that say `overMasked: COMPUTE`. */
  readonly computed: Set<string>
}

/** A text of the SDL, with the node that knows where it stands. */
export interface Text {
  readonly value: string
  readonly node: StringValueNode
}

export interface Flag {
  readonly value: boolean
  readonly node: ASTNode
}

/** A word, a number, a duration or a zone of the SDL, as canonical text. */
export interface Exact {
  readonly value: string
  readonly node: ValueNode
}

/** What the steps of loading share. */
export interface Loading {
  readonly faults: Faults
  readonly drafts: Map<string, Draft>
  readonly enums: Map<string, Enum>
  /** Every type name that the files declare, at fault or not. */
  readonly declared: Set<string>
}

export function openLoading(): Loading {
  return { faults: new Faults(), drafts: new Map(), enums: new Map(), declared: new Set() }
}

/** Tells a fault at a node. */
export function fault(
  loading: Loading,
  at: ASTNode | Place,
  what: string,
  expected: string,
  cure: string,
): void {
  loading.faults.add({ what, at: 'kind' in at ? placeOf(at) : at, expected, cure })
}

/** Tells what a parser of authored text found, at the very character. */
export function faultIn(loading: Loading, text: Text, { what, offset, expected, cure }: Broken): void {
  loading.faults.add({ what, at: placeIn(text.node, offset), expected, cure })
}

export function placeOf(node: ASTNode): Place {
  const start = node.loc?.startToken
  return { file: node.loc?.source.name ?? '', line: start?.line ?? 1, column: start?.column ?? 1 }
}

/** The place of the character at `offset` of a string's value. */
export function placeIn(node: StringValueNode, offset: number): Place {
  const { file, line, column } = placeOf(node)
  const raw = node.loc ? node.loc.source.body.slice(node.loc.start, node.loc.end) : ''
  if (!node.block) return { file, line, column: column + 1 + rawLength(raw.slice(1), offset) }
  return inBlock(node.value, raw, offset, { file, line, column })
}

/** How many characters of source the first `length` characters of a string's value take, escapes counted. */
function rawLength(raw: string, length: number): number {
  let taken = 0
  for (let i = 0; i < length; i++) {
    const escape = /^\\(?:u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|.)/.exec(raw.slice(taken))
    taken += escape ? escape[0].length : 1
  }
  return taken
}

/** A block string's value has lost its indentation and its blank first lines; its lines are found again in order. */
function inBlock(value: string, raw: string, offset: number, at: Place): Place {
  const before = value.slice(0, offset).split('\n')
  const rawLines = raw.split('\n')
  let index = -1
  let start = 0
  for (const line of value.split('\n').slice(0, before.length)) {
    index = rawLines.findIndex((rawLine, i) => i > index && rawLine.includes(line))
    start = (rawLines[index] ?? '').indexOf(line)
  }
  const column = start + (before.at(-1)?.length ?? 0) + 1
  return { file: at.file, line: at.line + index, column: index === 0 ? at.column + column - 1 : column }
}

/** Names for a message, sorted and joined; long lists are cut. */
export function listed(names: Iterable<string>): string {
  const sorted = [...names].sort((a, b) => a.localeCompare(b))
  const shown = sorted.slice(0, 20).join(', ')
  return sorted.length > 20 ? `${shown}, … (${sorted.length} in all)` : shown || 'none'
}
