import { invariant } from '../../base/errors.ts'
import { sql, type Fragment } from '../../sql/fragment.ts'
import type { Base, Periods } from '../plan/base.ts'
import type { Others } from '../plan/grouping.ts'
import { GROUPED } from '../plan/setting.ts'
import type { Fill, MetricsPlan, Part } from '../plan/metrics.ts'
import type { Output } from '../plan/plan.ts'
import { periodsTable, renderBase } from './base.ts'
import { MOST_GROUPS, MOST_STREAMED, PERIODS } from '../source.ts'
import { whereAll } from './clause.ts'
import type { Rendering } from './context.ts'
import { renderExpr } from './expr.ts'
import { number } from './number.ts'
import { renderMeta } from './meta.ts'
import { orderBy } from './order.ts'
import { json } from './output.ts'
import { givingGroups, settledGroups, stitched } from './stitch.ts'
import { listColumns } from './statement.ts'
import { keptName } from './window.ts'

const g = sql.id(GROUPED)

/**
 * One statement for the groups: its columns are the number of a part, and one row of it as JSON text. One more for what
 * is known beside the numbers, where that is asked for.
 */
export function renderMetrics(rendering: Rendering, plan: MetricsPlan): readonly Fragment[] {
  const groups = plan.parts.length > 0 ? [renderParts(rendering, plan)] : []
  return [...groups, ...plan.metas.flatMap((meta) => renderMeta(rendering, meta))]
}

/** An export: the rows of the one part, a column of text for each value that is selected. */
export function renderGroups(rendering: Rendering, plan: MetricsPlan, as: 'columns' | 'json'): Fragment {
  const shown = (outputs: readonly Output[]) =>
    as === 'json' ? sql`${json(rendering, outputs)}::text` : listColumns(rendering, outputs)
  return render(rendering, plan, (_, outputs) => sql`select ${shown(outputs)}`, MOST_STREAMED)
}

/** How many periods an export would go over: asked before it begins, since a stream can't be refused any more. */
export function renderPeriodCount(rendering: Rendering, plan: MetricsPlan): readonly Fragment[] {
  if (plan.fills.length === 0) return []
  const bases = plan.bases.filter(({ beyond }) => beyond === undefined)
  const tables = sql.join(baseTables(rendering, plan, bases, MOST_STREAMED))
  return [sql`with ${tables} ${sql.join(periodCounts(plan), ' union all ')}`]
}

type Show = (part: number, outputs: readonly Output[]) => Fragment

function renderParts(rendering: Rendering, plan: MetricsPlan): Fragment {
  return render(
    rendering,
    plan,
    (part, outputs) => sql`select ${sql.literal(String(part))}::text, ${json(rendering, outputs)}::text`,
    MOST_GROUPS,
  )
}

/** `most` bounds how many periods are listed: what goes over more is refused. */
function render(rendering: Rendering, plan: MetricsPlan, show: Show, most: number): Fragment {
  const bases = plan.bases.filter(({ beyond }) => beyond === undefined)
  const several = setsIn(bases).length > 1
  const [base, other] = bases
  const [only] = plan.parts
  const alone = base && !other && plan.fills.length === 0
  const simple = plan.parts.every(isSimple)
  if (alone && plan.parts.length === 1 && only && simple && !several) {
    const scan = sql`(${renderBase(rendering, base, undefined)}) ${g}`
    return partRows(rendering, only, 0, show, scan, false)
  }
  const numbered = several || !alone || !simple
  const tables = alone
    ? [named(GROUPED, renderBase(rendering, base, numbered ? plan.sets : undefined))]
    : [...baseTables(rendering, plan, bases, most), named(GROUPED, stitched(plan, bases))]
  const kept = plan.parts.flatMap((part, i) =>
    part.others ? [sql`${sql.id(keptName(i))} as materialized (${keptRows(rendering, part, numbered)})`] : [],
  )
  const beyond = plan.bases.flatMap((one) =>
    one.beyond === undefined ? [] : [named(one.name, renderBase(rendering, one, undefined))],
  )
  const rows = plan.parts.map((part, i) => sql`(${partRows(rendering, part, i, show, undefined, numbered)})`)
  const rest = plan.parts.flatMap((part, i) =>
    part.others ? [sql`(${othersRow(plan, part.others, i, show)})`] : [],
  )
  const counts = most === MOST_GROUPS ? periodCounts(plan) : []
  return sql`with ${sql.join([...tables, ...kept, ...beyond])} ${sql.join([...rows, ...rest, ...counts], ' union all ')}`
}

function setsIn(bases: readonly Base[]): readonly number[] {
  return [...new Set(bases.flatMap(({ sets }) => [...sets]))]
}

// What looks at other groups, or at another grouping, needs the groups by name.
function isSimple({ running, windows, around, present, others }: Part): boolean {
  return running.length === 0 && windows.length === 0 && !around && !present && !others
}

function partRows(
  rendering: Rendering,
  part: Part,
  index: number,
  show: Show,
  scan: Fragment | undefined,
  numbered: boolean,
): Fragment {
  const selected = show(index, part.outputs)
  if (part.others) {
    const shown = sql`${selected} from ${sql.id(keptName(index))} ${g} where not "rest" and "place" > ${offset(part)}`
    return sql`${shown} order by "place"`
  }
  const from = sql`${selected} from ${scan ?? source(rendering, part, numbered)}${conditions(rendering, part, numbered)}`
  if (!part.limit) return from
  const terms = orderBy(part.order, (term) => renderExpr(rendering, term.expr))
  const ordered = part.order.length > 0 ? sql` order by ${terms}` : sql.empty
  const skipped = part.offset ? sql` offset ${offset(part)}` : sql.empty
  return sql`${from}${ordered} limit ${limit(part)}${skipped}`
}

function conditions(rendering: Rendering, part: Part, numbered: boolean): Fragment {
  const all = [
    ...(numbered ? [sql`"set" = ${number(part.set)}`] : []),
    ...part.having.map((one) => renderExpr(rendering, one)),
  ]
  return whereAll(all)
}

function limit({ limit: source }: Part): Fragment {
  invariant(source, 'rows have a limit')
  return sql.param({ source, type: 'bigint' })
}

function offset(part: Part): Fragment {
  return part.offset ? sql.param({ source: part.offset, type: 'bigint' }) : sql`0`
}

/** The groups of a part, with what is computed over all of them. */
function source(rendering: Rendering, part: Part, numbered: boolean): Fragment {
  const sets = [part.set, ...part.beside].map(number)
  const mine = numbered ? [sql`"set" in (${sql.join(sets)})`] : []
  if (part.running.length === 0) return windowed(rendering, part.windows, presentRows(part, g, mine))
  const run = windowed(rendering, part.running, g, mine)
  return windowed(rendering, part.windows, presentRows(part, run, []))
}

function windowed(
  rendering: Rendering,
  windows: Part['windows'],
  groups: Fragment,
  conditions: readonly Fragment[] = [],
): Fragment {
  if (windows.length === 0) return groups
  const columns = windows.map(({ name, expr }) => sql`${renderExpr(rendering, expr)} as ${sql.id(name)}`)
  return sql`(select ${g}.*, ${sql.join(columns)} from ${groups}${whereAll(conditions)}) ${g}`
}

/** Groups that have rows of their own; those of another time only between the first and the last of them. */
function presentRows({ set, beside, present }: Part, groups: Fragment, mine: readonly Fragment[]): Fragment {
  if (!present)
    return mine.length > 0 && beside.length > 0
      ? sql`(select * from ${groups}${whereAll(mine)}) ${g}`
      : groups
  const { own, moved, time } = present
  const around = beside.length > 0 ? [sql`"set" <> ${number(set)}`] : []
  if (own && moved && time) {
    const at = sql.id(time.name)
    const edge = (fn: string) =>
      sql`${sql.authored(fn)}(${at}) filter (where "own") over (partition by "set") as ${sql.id(fn)}`
    const ranged = sql`(select *, ${edge('min')}, ${edge('max')} from ${groups}${whereAll(mine)}) ${g}`
    const shown = [...around, sql`"own"`, sql`("moved" and ${at} between "min" and "max")`]
    return sql`(select * from ${ranged} where ${sql.join(shown, ' or ')}) ${g}`
  }
  const shown = [...around, ...(own ? [sql`"own"`] : []), ...(moved || !own ? [sql`"moved"`] : [])]
  return sql`(select * from ${groups}${whereAll([...mine, sql`(${sql.join(shown, ' or ')})`])}) ${g}`
}

/** Where each group stands in the order, and whether it is beyond the limit. */
function keptRows(rendering: Rendering, part: Part, numbered: boolean): Fragment {
  const order = orderBy(part.order, (term) => renderExpr(rendering, term.expr))
  const ranked = sql`select ${g}.*, row_number() over (order by ${order}) as "place" from ${source(rendering, part, numbered)}${conditions(rendering, part, numbered)}`
  const last = sql`${offset(part)} + ${limit(part)}`
  return sql`select *, "place" > ${last} as "rest" from (${ranked}) "r"`
}

/** One row for all groups beyond the limit, where there are any. */
function othersRow(plan: MetricsPlan, { outputs, sums }: Others, part: number, show: Show): Fragment {
  const kept = sql.id(keptName(part))
  const added = sums.map(({ name, again, counts }) => {
    const sum = sql`${sql.authored(again ?? 'sum')}(${sql.id(name)})`
    return sql`${counts ? sql`coalesce(${sum}, 0)` : sum} as ${sql.id(name)}`
  })
  const tables = [
    ...plan.bases.filter(({ beyond }) => beyond === part).map(({ name }) => sql.id(name)),
    ...(added.length > 0 ? [sql`(select ${sql.join(added)} from ${kept} where "rest") "sums"`] : []),
  ]
  const columns = tables.length > 0 ? sql.join(tables, ' cross join ') : sql`(select 1) "one"`
  const some = sql`exists (select 1 from ${kept} where "rest")`
  return sql`${show(part, outputs)} from (select * from ${columns}) ${g} where ${some}`
}

/** Bases whose rows give groups, then the periods between those, then what goes along the periods of all groups. */
function baseTables(
  rendering: Rendering,
  plan: MetricsPlan,
  bases: readonly Base[],
  most: number,
): readonly Fragment[] {
  const table = (base: Base) => named(base.name, renderBase(rendering, base, plan.sets))
  return [
    ...bases.filter(({ form }) => form.is !== 'spread').map(table),
    ...plan.fills.map((fill) => fillTable(rendering, bases, fill, most)),
    ...bases.flatMap((base) =>
      base.form.is === 'spread' ? [spreadTable(rendering, plan, bases, base.form.periods), table(base)] : [],
    ),
  ]
}

/** The periods that a base spreads its rows over: those of the groups that there are. */
function spreadTable(
  rendering: Rendering,
  { sets, fills }: MetricsPlan,
  bases: readonly Base[],
  periods: Periods,
): Fragment {
  const { axis, range = '' } = periods
  const groups = sets.flatMap((axes, set) =>
    axes.includes(axis)
      ? givingGroups(bases, set).map(
          ({ name }) =>
            sql`select distinct ${sql.id(axis.name)} as "at" from ${sql.id(name)} where "set" = ${number(set)}`,
        )
      : [],
  )
  const filled = fills
    .filter((fill) => fill.periods.axis === axis)
    .map((fill) => sql`select "start" from ${sql.id(fill.periods.alias)}`)
  const starts = sql`(${sql.join([...groups, ...filled], ' union ')}) ${sql.id(range)}`
  return named(periods.alias, periodsTable(rendering, periods, starts))
}

/** The periods between the bounds of the question, or else of the groups that are there. */
function fillTable(
  rendering: Rendering,
  bases: readonly Base[],
  { set, periods }: Fill,
  most: number,
): Fragment {
  const start = sql.id(periods.axis.name)
  const arms = settledGroups(bases, set).map(
    ({ name }) => sql`select ${start} as "at" from ${sql.id(name)} where "set" = ${number(set)}`,
  )
  const range =
    periods.range === undefined
      ? undefined
      : sql`(select min("at") as "least", max("at") as "greatest" from (${sql.join(arms, ' union all ')}) "u") ${sql.id(periods.range)}`
  return named(periods.alias, periodsTable(rendering, periods, range, most))
}

function named(alias: string, table: Fragment): Fragment {
  return sql`${sql.id(alias)} as materialized (${table})`
}

/** How many periods there are, for each list of them: more than an answer has groups are refused. */
function periodCounts({ fills }: MetricsPlan): readonly Fragment[] {
  return fills.map(
    ({ periods: { alias } }) =>
      sql`(select ${sql.literal(PERIODS)}::text, count(*)::text from ${sql.id(alias)})`,
  )
}
