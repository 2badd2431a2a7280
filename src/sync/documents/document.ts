import type { DirectiveNode, FieldNode } from 'graphql'
import type { Place } from '../../base/fault.ts'
import type { FarValue, Mode } from '../../destinations/contract.ts'
import type { RowsQuery } from '../../engine/query.ts'
import type { FieldDirective } from '../mapping/directive.ts'
import type { Guards } from '../run/guards.ts'

/** A sync as its document says it, valid against the model; what the far side thinks of it, `check.ts` finds out. */
export interface SyncDocument {
  /** The operation's name. */
  readonly name: string
  readonly description?: string
  readonly at: Place
  readonly to: string
  readonly object: string
  readonly mode: Mode
  /** The far field that identifies a record. */
  readonly key: string
  readonly scope: 'OPERATOR' | 'TENANT'
  readonly guards: Guards
  readonly constants: readonly { readonly field: string; readonly value: FarValue; readonly at: Place }[]
  readonly query: RowsQuery
  readonly fields: readonly DocumentField[]
  /** Where each argument of @sync stands. */
  readonly places: Readonly<Record<'to' | 'object' | 'mode' | 'key' | 'scope', Place>>
}

/** A field of the far side, as it stands in a document. */
export interface DocumentField {
  /** Response names from the record down; the last is the far field's name. */
  readonly path: readonly string[]
  readonly name: string
  readonly node: FieldNode
  readonly at: Place
  readonly directives: readonly {
    readonly directive: FieldDirective
    readonly args: Readonly<Record<string, unknown>>
    readonly node: DirectiveNode
    readonly at: Place
  }[]
}
