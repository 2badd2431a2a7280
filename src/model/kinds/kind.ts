import type { Expression, Formula } from '../expression.ts'
import type { ValueName } from '../values.ts'

export type AggregateName = 'count' | 'countDistinct' | 'sum' | 'avg' | 'min' | 'max'

/** What the engine computes for a measure: one aggregate over the owning model's rows, or arithmetic over measures. */
export type Computation =
  | {
      readonly is: 'aggregate'
      readonly fn: AggregateName
      /** Absent for `count: true`, which counts rows. */
      readonly of?: Expression
      readonly where?: Expression
    }
  | { readonly is: 'formula'; readonly formula: Formula; readonly text: string }

/** The arguments of `@measure` as written, already of the right GraphQL type. */
export interface MeasureArguments {
  readonly [argument: string]: unknown
  readonly where?: Expression
}

/** One kind of measure, told as data; one file each, listed in `kinds/index.ts`. */
export interface MeasureKind {
  /** The argument of `@measure` that chooses it. */
  readonly name: string
  /** `expression` over dimensions, `formula` over measures, or just `true`. */
  readonly takes: 'expression' | 'formula' | 'true'
  /** Whether `where` makes sense beside it. */
  readonly filtered: boolean
  /** Whether partial results can be added up (for rollups). */
  readonly additive: boolean
  /** Whether it is never null (so that `!` may be declared). */
  readonly neverNull: boolean
  /** The declared types that it can honestly have, given the type of what it aggregates (undefined where unknown). */
  types(of: ValueName | undefined): readonly ValueName[]
  compute(of: Expression | Formula | undefined, where: Expression | undefined, text: string): Computation
}
