import type { FormulaFunction } from '../../model/expression.ts'
import type { AggregateName } from '../../model/kinds/kind.ts'
import type { OperatorName } from '../../model/operators.ts'
import type { ValueName } from '../../model/values.ts'
import type { Grain } from '../../warehouses/contract.ts'
import type { WeekDay } from '../query.ts'
import type { Source } from '../source.ts'
import type { Frame, Table } from './frame.ts'

export type BoundType = ValueName | 'Duration'

/** An expression of a plan. Still no SQL: the dialect says how each is written. */
export type Expr =
  | { readonly is: 'column'; readonly table: Table; readonly column: string }
  /** A column that a subquery of this plan gave a name. */
  | { readonly is: 'output'; readonly of: string; readonly name: string }
  /** Text of the model's author, with his references filled in. */
  | { readonly is: 'authored'; readonly parts: readonly (string | Expr)[] }
  | { readonly is: 'bound'; readonly source: Source; readonly type: BoundType; readonly many?: boolean }
  | {
      readonly is: 'compare'
      readonly operator: OperatorName
      readonly left: Expr
      readonly right: readonly Expr[]
    }
  | { readonly is: 'missing'; readonly of: Expr }
  | { readonly is: 'all' | 'any'; readonly of: readonly Expr[] }
  | { readonly is: 'not'; readonly of: Expr }
  /** Whether a row of `frame` that `parent` links to satisfies `where`: never multiplies rows. */
  | { readonly is: 'exists'; readonly frame: Frame; readonly where: readonly Expr[] }
  | {
      readonly is: 'truncate'
      readonly grain: Grain
      readonly of: Expr
      readonly type: 'Date' | 'DateTime'
      readonly zone: Expr
      readonly weekStart: WeekDay
      readonly yearStart: number
    }
  /** `of` moved along the calendar of `zone` by an ISO 8601 duration. */
  | {
      readonly is: 'shift'
      readonly of: Expr
      readonly by: Expr
      readonly sign: 1 | -1
      readonly type: 'Date' | 'DateTime'
      readonly zone: Expr
    }
  | { readonly is: 'aggregate'; readonly fn: AggregateName; readonly of?: Expr; readonly where?: Expr }
  | { readonly is: 'number'; readonly text: string }
  | { readonly is: 'negate'; readonly of: Expr }
  | { readonly is: 'binary'; readonly op: '+' | '-' | '*' | '/'; readonly left: Expr; readonly right: Expr }
  | { readonly is: 'call'; readonly fn: FormulaFunction; readonly args: readonly Expr[] }
