import type { FormulaFunction } from '../../model/expression.ts'
import type { AggregateName } from '../../model/kinds/kind.ts'
import type { OperatorName } from '../../model/operators.ts'
import type { Pii } from '../../model/rules.ts'
import type { ValueName } from '../../model/values.ts'
import type { Grain } from '../../warehouses/contract.ts'
import type { WeekDay } from '../query.ts'
import type { Source } from '../source.ts'
import type { Frame, Table } from './frame.ts'

export interface Window {
  readonly is: 'window'
  readonly fn: 'sum' | 'min' | 'max' | 'rank'
  readonly of?: Expr
  readonly partition: readonly Expr[]
  /** The grouping that it looks at; absent means the group's own. */
  readonly set?: number
  /** With an order, the window reaches up to the row itself. */
  readonly order?: { readonly by: Expr; readonly direction: 'ASC' | 'DESC' }
}

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
  /** An entity, told by its tenant too: in an operator's scope two tenants' keys may be equal. */
  | { readonly is: 'entity'; readonly table: Table; readonly of: Expr }
  | { readonly is: 'missing'; readonly of: Expr }
  /** `of` where `key` isn't null. */
  | { readonly is: 'present'; readonly key: Expr; readonly of: Expr }
  | { readonly is: 'all' | 'any'; readonly of: readonly Expr[] }
  | { readonly is: 'not'; readonly of: Expr }
  /** What stands for a value about a person before who isn't cleared for it; `field` is its dotted name. */
  | { readonly is: 'masked'; readonly of: Expr; readonly pii: Pii; readonly field: string }
  /** Keyed for the tenant and `purpose`: different for different values, and without their order. */
  | { readonly is: 'digest'; readonly of: Expr; readonly purpose: string }
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
  /** A timestamp without zone as the instant at which the clock of `zone` shows it. */
  | { readonly is: 'instant'; readonly of: Expr; readonly zone: Expr }
  | {
      readonly is: 'aggregate'
      readonly fn: AggregateName
      readonly of?: Expr
      readonly where?: Expr
      /** Of a percentile. */
      readonly p?: string
    }
  /** Of the group's rows, the value of the first in this order. */
  | {
      readonly is: 'first'
      readonly of: Expr
      readonly where?: Expr
      readonly orderBy: Expr
      readonly direction: 'ASC' | 'DESC'
    }
  /** What a grouping of the stitched groups has in a column: one value, since that grouping has one row. */
  | { readonly is: 'at'; readonly set: number; readonly name: string }
  /** Over the groups around this one. */
  | Window
  /** Whether the values, together, are those of one of the groups beyond the limit. */
  | {
      readonly is: 'beyond'
      readonly part: number
      readonly values: readonly Expr[]
      readonly names: readonly string[]
    }
  | { readonly is: 'number'; readonly text: string }
  | { readonly is: 'null' }
  | { readonly is: 'negate'; readonly of: Expr }
  | { readonly is: 'binary'; readonly op: '+' | '-' | '*' | '/'; readonly left: Expr; readonly right: Expr }
  | { readonly is: 'call'; readonly fn: FormulaFunction; readonly args: readonly Expr[] }
