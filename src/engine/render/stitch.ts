import { invariant } from '../../base/errors.ts'
import { sql, type Fragment } from '../../sql/fragment.ts'
import type { Axis } from '../plan/axis.ts'
import type { Base } from '../plan/base.ts'
import type { Fill, MetricsPlan } from '../plan/metrics.ts'
import { number } from './number.ts'

/**
 * The bases' groups, put together: a row for each grouping and each combination of axes that any base has, nulls being
 * a group like any other. Each base has at most one row for it, so that `max` takes that one value.
 */
export function stitched(plan: MetricsPlan, bases: readonly Base[]): Fragment {
  const sets = new Set(bases.flatMap((base) => [...base.sets]))
  const axes = plan.axes.filter((axis) => [...sets].some((set) => plan.sets[set]?.includes(axis)))
  const flagged = plan.parts.some(({ present }) => present)
  const arms = [
    ...bases.map((base) => baseArm(bases, axes, base, flagged)),
    ...plan.fills.map((fill) => fillArm(bases, axes, fill, flagged)),
  ]
  const columns = bases
    .flatMap((base) => base.columns)
    .map(({ name, counts }) => {
      const one = sql`max(${sql.id(name)})`
      return sql`${counts ? sql`coalesce(${one}, 0)` : one} as ${sql.id(name)}`
    })
  const flags = flagged ? [sql`bool_or("own") as "own"`, sql`bool_or("moved") as "moved"`] : []
  const keys = [sql`"set"`, ...axes.map(({ name }) => sql.id(name))]
  const by = sql.join(keys.map((_key, i) => number(i + 1)))
  return sql`select ${sql.join([...keys, ...columns, ...flags])} from (${sql.join(arms, ' union all ')}) "u" group by ${by}`
}

function baseArm(bases: readonly Base[], axes: readonly Axis[], base: Base, flagged: boolean): Fragment {
  const own = axes.map((axis) =>
    base.groups.some((group) => group.axis === axis) ? sql.id(axis.name) : nullAs(bases, axis),
  )
  const columns = bases.flatMap((one) =>
    one.columns.map(({ name }) => (one === base ? sql.id(name) : typedNull(one, name))),
  )
  const { presence } = base
  const flags = flagged ? flagsOf(presence === 'own', presence === 'shifted') : []
  return sql`select ${sql.join([sql`"set"`, ...own, ...columns, ...flags])} from ${sql.id(base.name)}`
}

function fillArm(
  bases: readonly Base[],
  axes: readonly Axis[],
  { set, periods, rest }: Fill,
  flagged: boolean,
): Fragment {
  const keys = axes.map((axis) => {
    if (axis === periods.axis) return sql.id(periods.alias, 'start')
    return rest.includes(axis) ? sql.id('c', axis.name) : nullAs(bases, axis)
  })
  const others = sql.join(rest.map(({ name }) => sql.id(name)))
  const found = settledGroups(bases, set).map(
    ({ name }) => sql`select ${others} from ${sql.id(name)} where "set" = ${number(set)}`,
  )
  const spine = sql.id(periods.alias)
  const filled = rest.length > 0 ? sql`${spine} cross join (${sql.join(found, ' union ')}) "c"` : spine
  const columns = bases.flatMap((base) => base.columns.map(({ name }) => typedNull(base, name)))
  const flags = flagged ? flagsOf(true, false) : []
  return sql`select ${sql.join([sql`${number(set)}`, ...keys, ...columns, ...flags])} from ${filled}`
}

/** The bases whose rows give groups. */
export function givingGroups(bases: readonly Base[], set: number): readonly Base[] {
  return bases.filter(({ sets, presence }) => sets.has(set) && presence !== 'carried')
}

/** Those that say how far the groups reach: moved ones do so only where there are no others. */
export function settledGroups(bases: readonly Base[], set: number): readonly Base[] {
  const giving = givingGroups(bases, set)
  const own = giving.filter(({ presence }) => presence === 'own')
  return own.length > 0 ? own : giving
}

function nullAs(bases: readonly Base[], axis: Axis): Fragment {
  const base = bases.find(({ groups }) => groups.some((group) => group.axis === axis))
  invariant(base, `${axis.label} is grouped by`)
  return typedNull(base, axis.name)
}

// A plain null among values of a type that only the warehouse knows would be taken for a text.
function typedNull({ name }: Base, column: string): Fragment {
  return sql`(select ${sql.id(column)} from ${sql.id(name)} where false)`
}

/** Whether an arm's rows give groups, and whether they are of another time. */
function flagsOf(own: boolean, moved: boolean): readonly Fragment[] {
  return [sql`${sql.authored(String(own))} as "own"`, sql`${sql.authored(String(moved))} as "moved"`]
}
