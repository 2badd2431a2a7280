import type { OperatorName } from '../model/operators.ts'
import type { ValueName } from '../model/values.ts'
import type { Grain } from '../warehouses/contract.ts'

/**
 * The one question type. A GraphQL request and a sync document both become it; `engine.run` and `engine.stream`
 * are the only roads to a warehouse. It is data, names only: `resolve` binds it to the model.
 */
export type Query = RowsQuery | MetricsQuery

/** Rows of a model: a connection, a look-up by key, or (in a sync) a whole list. */
export interface RowsQuery {
  readonly is: 'rows'
  readonly model: string
  readonly where?: Condition
  readonly orderBy: readonly RowOrder[]
  readonly page?: Page
  readonly select: readonly Selection[]
  readonly shape: Shape
}

/** What of a connection is wanted, each under the response names that the request gave it, in its order. */
export type Shape =
  /** `order(id)`: the one row or null. */
  | { readonly is: 'one' }
  /** A sync's list or an export: every row, as columns. */
  | { readonly is: 'list' }
  | { readonly is: 'connection'; readonly fields: readonly ConnectionField[] }

export type ConnectionField =
  | { readonly is: 'nodes'; readonly as: string; readonly select: readonly Selection[] }
  | { readonly is: 'edges'; readonly as: string; readonly fields: readonly EdgeField[] }
  | { readonly is: 'pageInfo'; readonly as: string; readonly fields: readonly PageInfoField[] }
  | { readonly is: 'totalCount'; readonly as: string }
  | TypeName

export type EdgeField =
  | { readonly is: 'node'; readonly as: string; readonly select: readonly Selection[] }
  | { readonly is: 'cursor'; readonly as: string }
  | TypeName

export type PageInfoField =
  | { readonly is: 'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor'; readonly as: string }
  | TypeName

export interface TypeName {
  readonly is: 'typename'
  readonly as: string
  readonly name: string
}

/** Forward (`first`, `after`) or backward (`last`, `before`); the operands are bound when it runs. */
export interface Page {
  readonly first?: Operand
  readonly after?: Operand
  readonly last?: Operand
  readonly before?: Operand
}

/** Measures of a model, grouped by the dimensions that are selected. */
export interface MetricsQuery {
  readonly is: 'metrics'
  readonly model: string
  readonly where?: Condition
  readonly having?: Condition
  readonly orderBy: readonly RowOrder[]
  readonly limit?: Operand
  /** An IANA zone; instants are cut and printed in it. Absent means UTC. */
  readonly timezone?: Operand
  /** Absent means Monday. */
  readonly weekStart?: WeekDay
  readonly fields: readonly MetricsField[]
}

export type MetricsField =
  | { readonly is: 'rows'; readonly as: string; readonly select: readonly Selection[] }
  | { readonly is: 'totals'; readonly as: string; readonly select: readonly Selection[] }
  | TypeName

export type WeekDay = 'MONDAY' | 'SUNDAY' | 'SATURDAY'

/** One selected field, under the name that the answer (or the destination) gives it. */
export type Selection =
  | { readonly is: 'dimension'; readonly as: string; readonly field: string; readonly by?: Grain }
  | { readonly is: 'measure'; readonly as: string; readonly field: string }
  | { readonly is: 'one'; readonly as: string; readonly link: string; readonly select: readonly Selection[] }
  | { readonly is: 'many'; readonly as: string; readonly link: string; readonly query: RowsQuery }
  /** Measures per parent, along a to-many link: `customers { orderMetrics { revenue } }`. */
  | {
      readonly is: 'metrics'
      readonly as: string
      readonly link: string
      readonly where?: Condition
      readonly select: readonly Selection[]
    }
  | TypeName

export type Condition =
  | { readonly is: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly is: 'not'; readonly of: Condition }
  | {
      readonly is: 'compare'
      /** A dimension, or in `having` a measure. */
      readonly field: string
      readonly operator: OperatorName
      readonly operands: readonly Operand[]
    }
  | { readonly is: 'missing'; readonly field: string }
  | { readonly is: 'one'; readonly link: string; readonly of: Condition }
  | { readonly is: 'some' | 'none' | 'every'; readonly link: string; readonly of: Condition }

/** `path` goes along to-one links and ends at a dimension or, in metrics, a measure. */
export interface RowOrder {
  readonly path: readonly string[]
  readonly direction: 'ASC' | 'DESC'
  /** Where nulls go; absent means last. */
  readonly nulls?: 'FIRST' | 'LAST'
}

/**
 * A value of the request. It is not part of the plan: two requests that differ only in operands share a plan.
 * `variable` is a path into the coerced variables; `constant` stood in the document.
 */
export type Operand =
  | { readonly is: 'constant'; readonly type: OperandType; readonly value: unknown }
  | { readonly is: 'variable'; readonly type: OperandType; readonly path: readonly (string | number)[] }
  /** A list whose members come from different places: `in: [$a, "x"]`. */
  | { readonly is: 'list'; readonly type: OperandType; readonly of: readonly Operand[] }

export type OperandType = ValueName | 'Duration' | 'TimeZone' | 'Cursor'
