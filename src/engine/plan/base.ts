import type { AggregateName } from '../../model/kinds/kind.ts'
import type { Operand } from '../query.ts'
import type { Axis } from './axis.ts'
import type { Expr } from './expr.ts'
import type { Frame } from './frame.ts'

/** One SELECT over a model's rows, aggregated at their own grain. A question's bases are stitched on its axes. */
export interface Base {
  readonly name: string
  readonly frame: Frame
  readonly where: readonly Expr[]
  readonly groups: { readonly axis: Axis; readonly expr: Expr }[]
  readonly columns: Column[]
  /** Numbers of the groupings that it is computed at. */
  readonly sets: Set<number>
  readonly form: Form
  /** How its rows are moved in time. */
  readonly shift?: Operand
  /** Whether a selection asks for its model's measures; if not, a formula reads them, or an order. */
  direct: boolean
  /** Whether its rows give groups, where a selection asks for them. */
  readonly gives: boolean
  /** What its groups are to the answer. */
  presence: Presence
  /** For the row of all groups beyond a part's limit: the part. */
  readonly beyond?: number
}

/** An aggregate of a base. */
export interface Column {
  readonly name: string
  readonly id: string
  readonly expr: Expr
  /** How groups of it are added up; absent where they can't be. */
  readonly again?: 'sum' | 'min' | 'max'
  /** Whether it counts: then it is 0 and not null where a group has no rows. */
  readonly counts: boolean
}

/** Rows give a group; a moved question gives one within the others' time; what is carried on gives none. */
export type Presence = 'own' | 'shifted' | 'carried'

export type Form =
  | { readonly is: 'plain' }
  /** Balances: each entity's values in the group become one, then the entities are aggregated. */
  | {
      readonly is: 'balance'
      readonly per: readonly Expr[]
      readonly values: { readonly name: string; readonly expr: Expr }[]
    }
  /** Each row belongs to all periods of the groups that `on` says, not only to the one that it happened in. */
  | {
      readonly is: 'spread'
      readonly periods: Periods
      readonly on: readonly Expr[]
      /** The day that a row is added up in first, where that is right: then days belong to periods, not rows. */
      readonly day?: Expr
    }

/** The periods between two times, a row each, with `start` and `next`. */
export interface Periods {
  readonly alias: string
  readonly axis: Axis
  readonly zone: Expr
  readonly starts: {
    readonly weekStart: Extract<Expr, { is: 'truncate' }>['weekStart']
    readonly yearStart: number
  }
  readonly from: Expr
  readonly to: Expr
  /** The table that `from` and `to` are read from, where the question doesn't bound them. */
  readonly range?: string
}

/** How groups of an aggregate add up to the aggregate of all, where they do. */
export const additive: Partial<Record<AggregateName, Column['again']>> = {
  count: 'sum',
  sum: 'sum',
  min: 'min',
  max: 'max',
}

/** The alias under which a base sees its days. */
export const DAYS = 'j'

/** The alias under which a base sees its balances. */
export const BALANCES = 'i'

/** The groupings of a plan, each a number. */
export class Sets {
  readonly list: (readonly Axis[])[] = []

  of(axes: readonly Axis[]): number {
    const key = (set: readonly Axis[]) =>
      set
        .map(({ name }) => name)
        .sort()
        .join()
    const known = this.list.findIndex((set) => key(set) === key(axes))
    return known >= 0 ? known : this.list.push(axes) - 1
  }
}
