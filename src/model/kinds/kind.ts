import type { ArgumentRules } from '../argument.ts'
import type { Expression, Formula } from '../expression.ts'
import type { ValueName } from '../values.ts'

export type AggregateName =
  | 'count'
  | 'countDistinct'
  | 'approxCountDistinct'
  | 'sum'
  | 'avg'
  | 'min'
  | 'max'
  | 'percentile'

/** What the engine computes for a measure: an aggregate over the owning model's rows, a conversion, or arithmetic over measures. */
export type Computation = Aggregation | Conversion | Arithmetic

export interface Aggregation {
  readonly is: 'aggregate'
  readonly fn: AggregateName
  /** Absent for `count: true`, which counts rows. */
  readonly of?: Expression
  readonly where?: Expression
  /** Of a percentile: from 0 to 1, as exact text. A median is 0.5. */
  readonly p?: string
  /** How it goes along a time dimension, where that isn't simply over the rows of the group. */
  readonly along?: Along
}

/** A balance: of each entity the last (first, mean) value in the group, then the aggregate over the entities. */
export interface SemiAdditive {
  readonly is: 'semiAdditive'
  /** A time dimension of the model. */
  readonly over: string
  readonly take: 'LAST' | 'FIRST' | 'AVG'
  /** Columns that tell whose balance it is: the key without the time's column. */
  readonly per: readonly string[]
}

/** Over all rows up to the group's end: of all time, of a trailing window, or since the start of a period. */
export interface Cumulative {
  readonly is: 'cumulative'
  /** A time dimension of the model. */
  readonly over: string
  /** An ISO 8601 duration. */
  readonly window?: string
  readonly toDate?: 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR'
}

/** Of the entities with an event here (A), those with an event there (B) within a duration after it. */
export interface Conversion {
  readonly is: 'conversion'
  readonly per: Expression
  /** A's time: a time dimension of the model. */
  readonly at: string
  readonly where?: Expression
  readonly to: {
    readonly model: string
    readonly per: Expression
    readonly at: string
    readonly where?: Expression
  }
  /** An ISO 8601 duration; B at the very end of it still counts, and so does B at the same instant. */
  readonly within: string
  /** Converted entities, or their part of all. */
  readonly take: 'COUNT' | 'RATE'
}

/** A reference with two names is a measure of another model: `{Customer.customerCount}`. */
export interface Arithmetic {
  readonly is: 'formula'
  readonly formula: Formula
  readonly text: string
}

/** What a measure is computed from, read and checked. */
export interface MeasureParts {
  /** What stands in the argument that chose the kind; absent for `count: true` and for events. */
  readonly of?: Expression | Formula
  /** Of the values of `of`, where it is one reference; the warehouse tells the rest. */
  readonly type?: ValueName
  /** That argument as written; empty where it is no text. */
  readonly text: string
  readonly where?: Expression
  readonly p?: string
  readonly along?: Along
  readonly events?: Events
}

export type Along = SemiAdditive | Cumulative

/** A conversion but for the `where` of its first event, which stands beside it. */
export type Events = Omit<Conversion, 'is' | 'where'>

/** One kind of measure, told as data; one file each, listed in `kinds/index.ts`. */
export interface MeasureKind {
  /** The argument of `@measure` that chooses it. */
  readonly name: string
  /** `expression` over dimensions, `formula` over measures, two kinds of `events`, or just `true`. */
  readonly takes: 'expression' | 'formula' | 'events' | 'true'
  /** What is inside of its own argument, where that is an object. */
  readonly arguments?: ArgumentRules
  /** Arguments of `@measure` that go with it alone. */
  readonly beside?: ArgumentRules
  /** Whether `where` makes sense beside it. */
  readonly filtered: boolean
  /** Whether it can go along time: `semiAdditive`, `cumulative`. */
  readonly along: boolean
  /** Whether partial results can be added up (for rollups). */
  readonly additive: boolean
  /** Whether it tells of single rows, where a sum tells of all of them together: not for small groups. */
  readonly reveals: boolean
  /** Whether it is never null (so that `!` may be declared). */
  neverNull(computation: Computation): boolean
  /** The declared types that it can honestly have, given the type of what it aggregates (undefined where unknown). */
  types(of: ValueName | undefined, computation: Computation): readonly ValueName[]
  compute(parts: MeasureParts): Computation
}
