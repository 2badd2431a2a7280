import type { ValueName } from '../../model/values.ts'
import type { ConnectionField, EdgeField, Operand } from '../query.ts'
import type { Source } from '../source.ts'
import type { Base } from './base.ts'
import type { Expr } from './expr.ts'
import type { Frame, Table } from './frame.ts'

/** What stands in the answer (or in a stream's column) for one selected field. */
export type Output =
  | ValueOutput
  | { readonly is: 'typename'; readonly as: string; readonly name: string }
  /** A to-one link: null where no row hangs there. `table` is absent for a group of dimensions, which is never null. */
  | {
      readonly is: 'object'
      readonly as: string
      readonly table?: Table
      readonly outputs: readonly Output[]
    }
  | { readonly is: 'child'; readonly as: string; readonly child: Child }
  /** A to-one link into another warehouse: its key goes out marked, and the row takes its place. */
  | { readonly is: 'hop'; readonly as: string; readonly index: number; readonly key: Expr }

export interface ValueOutput {
  readonly is: 'value'
  readonly as: string
  readonly expr: Expr
  readonly type: ValueName
  readonly enum?: string
  /** The zone that an instant is printed in. */
  readonly zone?: Expr
  /** Required by the model, and not by the warehouse. */
  readonly unassured?: boolean
  readonly model: string
  readonly field: string
}

/** What is computed per row beside it, in the same statement, under an alias. */
export type Child =
  | { readonly is: 'page'; readonly alias: string; readonly plan: PagePlan }
  | { readonly is: 'measures'; readonly alias: string; readonly plan: MeasuresPlan }

/** Measures of the rows that a link leads to. */
export interface MeasuresPlan {
  readonly base: Base
  /** Joined as groups over all parents (for whole lists), instead of computed per parent (for pages). */
  readonly grouped: boolean
}

/** What one row is ordered by. `name` is the column under which the page's subquery hands it out. */
export interface OrderTerm {
  readonly name: string
  readonly expr: Expr
  readonly type: ValueName
  readonly direction: 'ASC' | 'DESC'
  readonly nulls: 'FIRST' | 'LAST'
  /** Whether nulls can stand there; where not, plain comparisons do and indexes serve. */
  readonly nullable: boolean
}

/** A page of rows: `inner` picks them, `outer` hangs onto the picked rows what the answer shows. */
export interface PagePlan {
  readonly inner: Frame
  readonly where: readonly Expr[]
  readonly order: readonly OrderTerm[]
  /** Where the page begins: bound to the values of a cursor. */
  readonly keyset?: readonly Expr[]
  /** How many rows are fetched: one more than are shown where the request asks whether there are more. */
  readonly size: Extract<Source, { is: 'size' }>
  readonly backward: boolean
  /** Whether a cursor bounds the other side: then there is a page before this one. */
  readonly continued: boolean
  readonly outer: Frame
  readonly children: readonly Child[]
  /** The different selections of a row: of `nodes`, of `edges { node }`. */
  readonly nodes: readonly (readonly Output[])[]
  readonly fields: readonly ConnectionPart[]
  readonly purpose: string
}

/** A connection's fields with selections replaced by an index into `nodes`. */
export type ConnectionPart =
  | { readonly is: 'nodes'; readonly as: string; readonly node: number }
  | { readonly is: 'edges'; readonly as: string; readonly fields: readonly EdgePart[] }
  | Exclude<ConnectionField, { is: 'nodes' | 'edges' }>

export type EdgePart =
  | { readonly is: 'node'; readonly as: string; readonly node: number }
  | Exclude<EdgeField, { is: 'node' }>

/** All rows, as columns, or the one row of a look-up. */
export interface ListPlan {
  readonly frame: Frame
  readonly where: readonly Expr[]
  readonly order: readonly OrderTerm[]
  readonly first?: Operand
  readonly children: readonly Child[]
  readonly outputs: readonly Output[]
}
