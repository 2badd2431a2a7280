import { sql, type Fragment } from '../../sql/fragment.ts'
import { invariant } from '../../base/errors.ts'
import { additive, BALANCES, DAYS, type Base, type Periods } from '../plan/base.ts'
import type { Expr } from '../plan/expr.ts'
import type { Axis } from '../plan/axis.ts'
import type { Each } from '../plan/frame.ts'
import { whereAll } from './clause.ts'
import type { Rendering } from './context.ts'
import { conjunction, renderExpr, startsOf } from './expr.ts'
import { number } from './number.ts'
import { from, hanging } from './from.ts'
import { parentKeys } from './parent.ts'

/** A base's SELECT: `set` (where there are several), the axes' columns, the aggregates' columns. */
export function renderBase(
  rendering: Rendering,
  base: Base,
  sets: readonly (readonly Axis[])[] | undefined,
): Fragment {
  const numbers = [...base.sets]
  if (base.form.is === 'plain' && numbers.length > 1 && sets)
    return severalSets(rendering, base, numbers, sets)
  const [only = 0] = numbers
  const set = sets ? [sql`${number(only)} as "set"`] : []
  if (base.form.is === 'balance') return balance(rendering, base, set)
  return base.form.is === 'spread' && base.form.day
    ? byDays(rendering, base, base.form, base.form.day, set)
    : grouped(rendering, base, set)
}

/** `expr as name` of each aggregate. */
export function columnsOf(rendering: Rendering, { columns }: Base): readonly Fragment[] {
  return columns.map(({ name, expr }) => sql`${renderExpr(rendering, expr)} as ${sql.id(name)}`)
}

/** What a base reads, and which rows of it. */
export function rowsOf(rendering: Rendering, { frame, where, form }: Base, hung = true): Fragment {
  const conditions = [
    ...(hung ? hanging(rendering, frame) : []),
    ...where.map((one) => renderExpr(rendering, one)),
  ]
  const eaches = sql.join(
    frame.eaches.map((each) => eachJoin(rendering, each)),
    '',
  )
  const periods =
    form.is === 'spread' && !form.day
      ? sql` join ${sql.id(form.periods.alias)} on ${conjunction(rendering, form.on)}`
      : sql.empty
  return sql`${from(rendering, frame)}${eaches}${periods}${whereAll(conditions)}`
}

/** A group's value, and what its rows are grouped by: a period by less than its start, which is computed once a group. */
interface GroupBy {
  readonly axis: Axis
  readonly column: Fragment
  readonly by: Fragment
  /** What stands in GROUP BY: a constant there would be a position, so that only a period's is written out. */
  readonly key: Fragment
}

function groupsOf(rendering: Rendering, { groups }: Base): readonly GroupBy[] {
  return groups.map(({ axis, expr }, i) => {
    if (expr.is !== 'truncate') {
      const value = renderExpr(rendering, expr)
      return { axis, column: sql`${value} as ${sql.id(axis.name)}`, by: value, key: number(i + 1) }
    }
    const [of, zone] = [renderExpr(rendering, expr.of), renderExpr(rendering, expr.zone)]
    const at = [expr.grain, of, expr.type, zone, startsOf(expr)] as const
    const column = sql`${rendering.dialect.truncate(...at)} as ${sql.id(axis.name)}`
    const by = rendering.dialect.bucket(...at)
    return { axis, column, by, key: by }
  })
}

function grouped(rendering: Rendering, base: Base, set: readonly Fragment[]): Fragment {
  const groups = groupsOf(rendering, base)
  const columns = [...groups.map(({ column }) => column), ...columnsOf(rendering, base), ...set]
  // A question may ask for nothing but the type of its rows.
  const selected = columns.length > 0 ? sql.join(columns) : sql`count(*)`
  return sql`select ${selected} from ${rowsOf(rendering, base)}${groupBy(groups)}`
}

function groupBy(groups: readonly GroupBy[]): Fragment {
  return groups.length > 0 ? sql` group by ${sql.join(groups.map(({ key }) => key))}` : sql.empty
}

/** One scan with several groupings: totals are never a sum of rows. */
function severalSets(
  rendering: Rendering,
  base: Base,
  numbers: readonly number[],
  sets: readonly (readonly Axis[])[],
): Fragment {
  const groups = groupsOf(rendering, base)
  const members = (set: number) => groups.filter(({ axis }) => sets[set]?.includes(axis))
  // What `grouping()` gives for a set: a bit for each group that is not in it, the first group the highest.
  const mask = (set: number) =>
    groups.reduce((bits, { axis }) => bits * 2 + (sets[set]?.includes(axis) ? 0 : 1), 0)
  const cases = numbers.map((set) => sql`when ${number(mask(set))} then ${number(set)}`)
  const grouping = sql`grouping(${sql.join(groups.map(({ by }) => by))})`
  const columns = sql.join([
    ...groups.map(({ column }) => column),
    ...columnsOf(rendering, base),
    sql`case ${grouping} ${sql.join(cases, ' ')} end as "set"`,
  ])
  const by = sql.join(numbers.map((set) => sql`(${sql.join(members(set).map(({ key }) => key))})`))
  return sql`select ${columns} from ${rowsOf(rendering, base)} group by grouping sets (${by})`
}

function balance(rendering: Rendering, base: Base, set: readonly Fragment[]): Fragment {
  if (base.form.is !== 'balance') return sql.empty
  const { per, values } = base.form
  const groups = groupsOf(rendering, base)
  const entities = per.map((expr) => renderExpr(rendering, expr))
  const inner = [
    ...groups.map(({ column }) => column),
    ...values.map(({ name, expr }) => sql`${renderExpr(rendering, expr)} as ${sql.id(name)}`),
  ]
  const keys = [...groups.map(({ key }) => key), ...entities]
  const by = keys.length > 0 ? sql` group by ${sql.join(keys)}` : sql.empty
  const columns = groups.map(({ axis }) => sql.id(BALANCES, axis.name))
  const outer = sql.join([...columns, ...columnsOf(rendering, base), ...set])
  const outerBy = columns.length > 0 ? sql` group by ${sql.join(columns)}` : sql.empty
  return sql`select ${outer} from (select ${sql.join(inner)} from ${rowsOf(rendering, base)}${by}) ${sql.id(BALANCES)}${outerBy}`
}

/** Rows are added up in their days, and then the days in all periods that they belong to. */
function byDays(
  rendering: Rendering,
  base: Base,
  { periods, on }: Extract<Base['form'], { is: 'spread' }>,
  day: Expr,
  set: readonly Fragment[],
): Fragment {
  const others = base.groups.filter(({ axis }) => axis !== periods.axis)
  const start: Axis = { ...periods.axis, name: 'day' }
  const days: Base = { ...base, groups: [{ axis: start, expr: day }, ...others] }
  const keys = [
    sql`${sql.id(periods.alias, 'start')} as ${sql.id(periods.axis.name)}`,
    ...others.map(({ axis }) => sql.id(DAYS, axis.name)),
  ]
  const sums = base.columns.map(({ name, expr }) => {
    const again = expr.is === 'aggregate' ? additive[expr.fn] : undefined
    invariant(again, `${name} adds up`)
    return sql`${sql.authored(again)}(${sql.id(DAYS, name)}) as ${sql.id(name)}`
  })
  const joined = sql`(${grouped(rendering, days, [])}) ${sql.id(DAYS)} join ${sql.id(periods.alias)} on ${conjunction(rendering, on)}`
  return sql`select ${sql.join([...keys, ...sums, ...set])} from ${joined} group by ${sql.join(keys.map((_, i) => number(i + 1)))}`
}

/** `start` and `next` of each period. */
export function periodsTable(
  rendering: Rendering,
  periods: Periods,
  range?: Fragment,
  most?: number,
): Fragment {
  const { alias, axis, zone, starts } = periods
  const type = axis.type === 'Date' ? 'Date' : 'DateTime'
  const table = rendering.dialect.periods(
    alias,
    axis.by ?? 'DAY',
    renderExpr(rendering, periods.from),
    renderExpr(rendering, periods.to),
    type,
    renderExpr(rendering, zone),
    startsOf(starts),
    most,
  )
  const name = sql.id(alias)
  const listed = sql`select ${name}.*`
  return range ? sql`${listed} from ${range} cross join lateral ${table}` : sql`${listed} from ${table}`
}

/** The linked rows' groups, each once for a parent; a parent without any has the group of nulls. */
function eachJoin(rendering: Rendering, { alias, frame, columns }: Each): Fragment {
  const keys = parentKeys(rendering, frame)
  const named = [
    ...keys.map(({ inside }, i) => sql`${inside} as ${sql.id(`k${i}`)}`),
    ...columns.map(({ name, expr }) => sql`${renderExpr(rendering, expr)} as ${sql.id(name)}`),
  ]
  const on = sql.join(
    keys.map(({ outside }, i) => sql`${sql.id(alias, `k${i}`)} = ${outside}`),
    ' and ',
  )
  return sql` left join (select distinct ${sql.join(named)} from ${from(rendering, frame)}) ${sql.id(alias)} on ${on}`
}
