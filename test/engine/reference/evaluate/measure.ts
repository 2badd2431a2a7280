import type { Condition } from '../../../../src/engine/query.ts'
import { compareValues, identity, type Value } from '../values/value.ts'
import { Num } from '../values/num.ts'
import { fieldOf, type Computed, type ModelSpec } from '../world/spec.ts'
import { aggregate, formula } from './aggregate.ts'
import { conversion } from './conversion.ts'
import { nameOf, tuplesOf, type Axis, type Tuple } from './axis.ts'
import { holds } from './condition.ts'
import { accumulated } from './cumulative.ts'
import type { Asking } from './evaluate.ts'
import type { Item } from './house.ts'
import { elsewhere } from './reach.ts'

/** What a measure is about: rows of its model that satisfy all of `where` and are in one of the groups. */
export interface Cell {
  readonly asking: Asking
  readonly model: ModelSpec
  readonly where: readonly Condition[]
  /** The measure's own condition beside them. */
  readonly own?: Condition | undefined
  readonly axes: readonly Axis[]
  readonly groups: readonly Tuple[]
  /** The groups beyond the limit, together. */
  readonly others?: boolean
  /** The axis along which earlier periods belong to it too. */
  readonly running?: number
  /** The rows of a parent; absent means all of the model. */
  readonly items?: readonly Item[]
}

export function rowsOf(cell: Cell): readonly Item[] {
  const { asking, model, where, own } = cell
  const items = cell.items ?? asking.house.items(model)
  const all = own ? [...where, own] : where
  return items.filter((item) => all.every((one) => holds(asking, model, item, one)) && inGroups(cell, item))
}

function inGroups({ asking, axes, groups, running }: Cell, item: Item): boolean {
  const tuples = tuplesOf(asking, item, axes)
  if (running === undefined) {
    const names = new Set(groups.map(nameOf))
    return tuples.some((tuple) => names.has(nameOf(tuple)))
  }
  return groups.some((group) =>
    tuples.some(
      (tuple) =>
        nameOf(tuple.toSpliced(running, 1)) === nameOf(group.toSpliced(running, 1)) &&
        upTo(tuple[running] ?? null, group[running] ?? null),
    ),
  )
}

/** What has no time comes neither before nor after anything. */
function upTo(period: Value, last: Value): boolean {
  return period !== null && last !== null && compareValues(period, last) <= 0
}

/** A measure's value in a cell, computed from its rows. */
export function measured(cell: Cell, name: string): Value {
  const { computation, type } = fieldOf(cell.model, 'measure', name)
  switch (computation.is) {
    case 'aggregate':
      return aggregated(cell, computation, type === 'Float')
    case 'conversion':
      return conversion(cell.asking, computation, rowsOf(cell))
    case 'formula':
      return formula(computation.formula, (path) => {
        const [first = '', second] = path
        return second === undefined ? measured(cell, first) : elsewhere(cell, first, second)
      })
  }
}

type Aggregated = Extract<Computed, { is: 'aggregate' }>

function aggregated(cell: Cell, computed: Aggregated, float: boolean): Value {
  const { fn, of, where, p, along } = computed
  const { house } = cell.asking
  const rows = along?.is === 'cumulative' ? accumulated(cell, along) : rowsOf(cell)
  const kept = rows.filter((item) => !where || house.compute(item, where) === true)
  if (along?.is === 'semiAdditive') return balance(cell, computed, kept)
  if (!of) return new Num(BigInt(kept.length))
  const values = present(kept.map((item) => house.compute(item, of)))
  const value = aggregate(fn, values, p)
  return float && value instanceof Num ? value.roughly(spread(values)) : value
}

/** How far floats may stray that were added up, by the largest of them. */
function spread(values: readonly Value[]): number {
  return Math.max(
    0,
    ...values.map((value) => (value instanceof Num ? Math.abs(value.toNumber()) * 1e-13 : 0)),
  )
}

/** Of each entity one value: the last, the first, or the mean of those in the group. */
function balance({ asking, model }: Cell, { fn, of, p, along }: Aggregated, items: readonly Item[]): Value {
  if (along?.is !== 'semiAdditive' || !of) throw new TypeError('a balance is of something')
  const { house } = asking
  const over = fieldOf(model, 'dimension', along.over)
  const column = over.from.is === 'column' ? over.from.column.name : ''
  const per = model.key.filter((name) => name !== column)
  const entities = Map.groupBy(items, ({ row }) =>
    JSON.stringify(per.map((name) => identity(row[name] ?? null))),
  )
  const values = [...entities.values()].map((rows) => {
    const ordered = [...rows].sort((a, b) =>
      compareValues(house.value(a, along.over), house.value(b, along.over)),
    )
    if (along.take === 'AVG') return aggregate('avg', present(ordered.map((item) => house.compute(item, of))))
    const chosen = ordered.at(along.take === 'LAST' ? -1 : 0)
    return chosen ? house.compute(chosen, of) : null
  })
  return aggregate(fn, present(values), p)
}

function present(values: readonly Value[]): readonly Exclude<Value, null>[] {
  return values.filter((value) => value !== null)
}
