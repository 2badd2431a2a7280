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
  /** Of the root; connections below it follow it. */
  readonly calendar?: Calendar
  readonly select: readonly Selection[]
  readonly shape: Shape
}

/** Where days, weeks and years begin, for a whole request field: grouping, `inLast`, `inPeriod`, `shift` and printing. */
export interface Calendar {
  /** An IANA zone; absent means UTC, and instants are printed with `Z`. */
  readonly timezone?: Operand
  /** Absent means Monday, as ISO 8601 has it. */
  readonly weekStart?: WeekDay
  /** The month, 1 to 12, that (fiscal) years begin with; quarters follow it. Absent means January. */
  readonly yearStart?: number
}

/** What of a connection is wanted, each under the response names that the request gave it, in its order. */
export type Shape =
  /** `order(id)`: the one row or null. */
  | { readonly is: 'one' }
  /**
   * A sync's list or an export: every row, or the first `page.first`, in `orderBy` if there is one. As columns of text
   * or, `as: 'json'`, each as one JSON text like a node of the API.
   */
  | { readonly is: 'list'; readonly as?: 'json' }
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

/** Measures grouped by the dimensions that are selected: of one model, or of several, stitched on what they share. */
export interface MetricsQuery {
  readonly is: 'metrics'
  /** `orderMetrics`: the model. Undefined for `metrics`, whose selections name their models. */
  readonly model?: string
  readonly where?: Condition
  readonly having?: Condition
  readonly orderBy: readonly RowOrder[]
  readonly limit?: Operand
  readonly offset?: Operand
  /** One row more, for all groups beyond `limit`. */
  readonly others?: true
  /** A row for each period of the span that is asked for, also where nothing happened. */
  readonly fill?: true
  readonly calendar?: Calendar
  /** An export: each row as columns of text, or as one JSON text, streamed. Then `fields` is one `rows`. */
  readonly list?: 'columns' | 'json'
  readonly fields: readonly MetricsField[]
}

export type MetricsField =
  | { readonly is: 'rows'; readonly as: string; readonly select: readonly Selection[] }
  | { readonly is: 'totals'; readonly as: string; readonly select: readonly Selection[] }
  | { readonly is: 'meta'; readonly as: string; readonly fields: readonly MetaField[] }
  | TypeName

/** What is known of an answer beside its numbers. */
export type MetaField =
  /** The oldest of the newest rows of the models read, by `@freshness(column)`; null where none declares it. */
  | { readonly is: 'asOf'; readonly as: string }
  /** Whether every model read is within its `@freshness(warn)`; null where none declares it. */
  | { readonly is: 'fresh'; readonly as: string }
  /** Dotted paths of to-many links that rows are grouped along: a parent counts in several rows, so they don't add up. */
  | { readonly is: 'overlapping'; readonly as: string }
  | TypeName

export type WeekDay = 'MONDAY' | 'TUESDAY' | 'WEDNESDAY' | 'THURSDAY' | 'FRIDAY' | 'SATURDAY' | 'SUNDAY'

/** One selected field, under the name that the answer (or the destination) gives it. */
export type Selection =
  | { readonly is: 'dimension'; readonly as: string; readonly field: string; readonly by?: Grain }
  | MeasureSelection
  | { readonly is: 'one'; readonly as: string; readonly link: string; readonly select: readonly Selection[] }
  | { readonly is: 'many'; readonly as: string; readonly link: string; readonly query: RowsQuery }
  /**
   * In metrics rows: grouping along a to-many link, `orders(each: true) { status }`. A row counts once in each group
   * that it has a linked row in.
   */
  | { readonly is: 'each'; readonly as: string; readonly link: string; readonly select: readonly Selection[] }
  /** Measures per parent, along a to-many link: `customers { orderMetrics { revenue } }`. */
  | {
      readonly is: 'metrics'
      readonly as: string
      readonly link: string
      readonly where?: Condition
      readonly select: readonly Selection[]
    }
  /** In `metrics { rows }`: each measure's own time, `time(by: MONTH)`. */
  | { readonly is: 'time'; readonly as: string; readonly by: Grain }
  /** In `metrics { rows }`: dimensions of a model that the measures' models lead to, `customer { plan }`. */
  | {
      readonly is: 'group'
      readonly as: string
      readonly model: string
      readonly select: readonly Selection[]
    }
  /** In `metrics`: measures of a model, `orderMetrics(…) { revenue }`. */
  | MeasuresSelection
  /** In metrics rows: whether this is the row of all groups beyond `limit`. */
  | { readonly is: 'others'; readonly as: string }
  | TypeName

export interface MeasuresSelection {
  readonly is: 'measures'
  readonly as: string
  readonly model: string
  /** The rows that are measured; where it is absent, those that the question's own `where` means. */
  readonly where?: Condition
  /** The time dimension that `time` is for this model; absent means its first. */
  readonly time?: string
  /** Dotted paths of to-one links to take where several lead to a model. */
  readonly via?: readonly string[]
  readonly select: readonly Selection[]
}

export interface MeasureSelection {
  readonly is: 'measure'
  readonly as: string
  readonly field: string
  /** Only rows that satisfy this, beside the question's own `where`. */
  readonly where?: Condition
  /** A duration: the measure as it was that long before (negative) or will be after, for the same group. */
  readonly shift?: Operand
  /** The value as a part of the whole, or of the whole within `within`. From 0 to 1. */
  readonly share?: 'TOTAL'
  /** Over the periods up to and with this one, recomputed, not added up. */
  readonly running?: true
  /** The place among all groups, 1 the first; equal values share a place. */
  readonly rank?: 'ASC' | 'DESC'
  /** Dotted paths of selected dimensions: `share`, `running` and `rank` start anew in each of their groups. */
  readonly within?: readonly string[]
}

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
  /** In `metrics`: on a model's dimensions, or in `having` on its measures. */
  | { readonly is: 'of'; readonly model: string; readonly of: Condition }
  /** In `metrics`: on each measure's own time. */
  | { readonly is: 'time'; readonly operator: OperatorName; readonly operands: readonly Operand[] }

/**
 * `path` goes along to-one links and ends at a dimension or, in metrics, a measure. In `metrics` it begins with `time`
 * or with the name of a selection: `customer.plan`, `orderMetrics.revenue`.
 */
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
