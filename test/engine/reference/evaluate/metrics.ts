import type {
  Condition,
  MeasureSelection,
  MetaField,
  MetricsField,
  MetricsQuery,
  RowOrder,
  Selection,
} from '../../../../src/engine/query.ts'
import { num, Num } from '../values/num.ts'
import { compareValues, shown, type SqlType, type Value } from '../values/value.ts'
import { accumulates, fieldOf, measuresOf, type ModelSpec } from '../world/spec.ts'
import { dimensionAt, distinct, manyLinks, nameOf, type Tuple } from './axis.ts'
import { given } from './clock.ts'
import { compares } from './condition.ts'
import { compareBy, record } from './connection.ts'
import type { Asking, Expected } from './evaluate.ts'
import { groupsOf, timePlace } from './groups.ts'
import { measured, type Cell } from './measure.ts'
import { Refused } from './reach.ts'
import { shifted } from './shift.ts'
import { axesAsked, sourcesOf, type AxisAsked, type Source } from './source.ts'

/** Measures of one model or of several, grouped by what their rows select. */
export function evaluateMetrics(asking: Asking, query: MetricsQuery): Expected {
  const measured = query.fields.some(
    (field) => 'select' in field && field.select.some(({ is }) => is === 'measures'),
  )
  if (query.model === undefined && !measured) throw new Refused('nothing is measured')
  return record(query.fields, (field) => metricsField(asking, query, field))
}

/** A part of an answer: the groups that it shows, and what they are of. */
interface Table {
  readonly asking: Asking
  readonly query: MetricsQuery
  readonly asked: readonly AxisAsked[]
  readonly sources: readonly Source[]
  /** All groups, before `having` and `limit`. */
  readonly groups: readonly Tuple[]
}

/** A row: one group, or all those that are beyond the limit. */
interface Line {
  readonly groups: readonly Tuple[]
  readonly others: boolean
}

function metricsField(asking: Asking, query: MetricsQuery, field: MetricsField): Expected {
  if (field.is === 'typename') return field.name
  if (field.is === 'meta') return record(field.fields, (one) => metaField(asking, query, one))
  const sources = sourcesOf(asking, query, field)
  const rows = field.is === 'rows'
  if (rows) refuseWhatCannotBe(asking, query, sources)
  const asked = rows ? axesAsked(field.select, query.model) : []
  const groups = rows ? groupsOf(asking, sources, query.fill === true) : [[]]
  const table: Table = { asking, query, asked, sources, groups }
  if (!rows) return shownLine(table, field.select, { groups, others: false })
  return lines(table).map((line) => shownLine(table, field.select, line))
}

/** The measures of a model that an order or a condition on groups names. */
function mentioned({ orderBy, having }: MetricsQuery, model: ModelSpec): readonly string[] {
  const names = new Set(measuresOf(model).map(({ name }) => name))
  const inHaving = (condition: Condition | undefined, of: string | undefined): readonly string[] => {
    if (!condition) return []
    if (condition.is === 'and' || condition.is === 'or')
      return condition.of.flatMap((one) => inHaving(one, of))
    if (condition.is === 'not') return inHaving(condition.of, of)
    if (condition.is === 'of') return inHaving(condition.of, condition.model)
    return 'field' in condition && (of === undefined || of === model.name) ? [condition.field] : []
  }
  const ordered = orderBy.flatMap(({ path: [first = '', second] }) => {
    if (second === undefined) return [first]
    return first === `${lower(model.name)}Metrics` ? [second] : []
  })
  return [...ordered, ...inHaving(having, undefined)].filter((name) => names.has(name))
}

/** Along to-many links groups overlap, so that nothing is left over for others; periods need to be told. */
function refuseWhatCannotBe(asking: Asking, query: MetricsQuery, sources: readonly Source[]): void {
  const overlaps = sources.some(({ model, axes }) =>
    axes.some(({ path }) => manyLinks(asking, model, path).length > 0),
  )
  const twice = sources.some(({ model, axes }) =>
    axes.some(({ path }) => manyLinks(asking, model, path).length > 1),
  )
  if (twice) throw new Refused('two to-many links on a path')
  if (query.others && overlaps) throw new Refused('others overlap')
  const running = sources.some(({ measures }) => measures.some((measure) => measure.running))
  const vain = sources.some(({ measures }) =>
    measures.some(({ within, share, rank }) => within && !share && !rank),
  )
  if (vain) throw new Refused('nothing is within anything')
  // What a measure can't be asked is refused whatever rows there are.
  for (const { model, where, axes, measures } of sources) {
    const cell: Cell = { asking, model, where, axes, groups: [] }
    for (const { field, where: own } of measures) measured({ ...cell, own }, field)
    for (const name of mentioned(query, model)) measured(cell, name)
  }
  const again = sources.some(({ model, measures }) =>
    measures.some((measure) => measure.running && accumulates(model, measure.field)),
  )
  if (again) throw new Refused('it goes along a time already')
  const times = sources.map(({ model, axes }) =>
    axes.filter(({ path }) => dimensionAt(asking, model, path).time),
  )
  if ((running || query.fill) && times.some(([first, more]) => !first?.by || more))
    throw new Refused('no one time to go along')
}

function metaField(asking: Asking, { model, fields }: MetricsQuery, field: MetaField): Expected {
  if (field.is === 'typename') return field.name
  // No model of a world says how fresh it is.
  if (field.is !== 'overlapping') return null
  const asked = fields.flatMap((part) => (part.is === 'rows' ? axesAsked(part.select, model) : []))
  const links = asked.flatMap((axis) =>
    axis.is === 'time' ? [] : manyLinks(asking, asking.house.model(axis.model), axis.path),
  )
  return [...new Set(links)]
}

/** The groups that `having` lets through, in order, cut; and one line for the rest. */
function lines(table: Table): readonly Line[] {
  const { query, groups, asked } = table
  const { having } = query
  const kept = groups.filter((group) => !having || havingHolds(table, line(group), having))
  const orders = [...query.orderBy, ...asked.map((): RowOrder => ({ path: [], direction: 'ASC' }))]
  const sorted = kept
    .map((group) => ({
      group,
      keys: [...query.orderBy.map((order) => orderKey(table, group, order)), ...group],
    }))
    .sort((a, b) => compareBy(orders, a.keys, b.keys))
    .map(({ group }) => group)
  const offset = query.offset ? Number(given(query.offset)) : 0
  const end = query.limit ? offset + Number(given(query.limit)) : sorted.length
  const rest = sorted.slice(end)
  // Without a grouping there is nothing beside the one row.
  const others = query.others && asked.length > 0 && rest.length > 0 ? [{ groups: rest, others: true }] : []
  return [...sorted.slice(offset, end).map(line), ...others]
}

function line(group: Tuple): Line {
  return { groups: [group], others: false }
}

function orderKey(table: Table, group: Tuple, { path }: RowOrder): Value {
  const place = placeOf(table, path)
  if (place >= 0) return group[place] ?? null
  const [source, name] = measureAt(table, path)
  return measured(cellOf(table, source, line(group)), name)
}

/** Which axis a dotted path of the rows is. */
function placeOf({ asked, query }: Table, path: readonly string[]): number {
  return asked.findIndex((axis) => {
    const whole =
      query.model === undefined && axis.is === 'of' ? [lower(axis.model), ...axis.path] : axis.path
    return whole.join('.') === path.join('.')
  })
}

/** The measure that a path of an order names: of the one model, or of a selection of measures. */
function measureAt({ query, sources }: Table, path: readonly string[]): [Source, string] {
  const [first = '', second = ''] = path
  const source = sources.find(
    ({ name, model }) =>
      query.model !== undefined || name === first || `${lower(model.name)}Metrics` === first,
  )
  if (!source) throw new Refused(`nothing is called ${path.join('.')}`)
  return [source, query.model === undefined ? second : first]
}

function havingHolds(table: Table, of: Line, condition: Condition, model?: string): boolean {
  const { asking, sources } = table
  const inner = (one: Condition) => havingHolds(table, of, one, model)
  switch (condition.is) {
    case 'and':
      return condition.of.every(inner)
    case 'or':
      return condition.of.some(inner)
    case 'not':
      return !inner(condition.of)
    case 'of':
      return havingHolds(table, of, condition.of, condition.model)
    case 'missing':
    case 'compare': {
      const source = sources.find((one) => model === undefined || one.model.name === model)
      if (!source) throw new Refused(`nothing is measured of ${model}`)
      const value = measured(cellOf(table, source, of), condition.field)
      if (condition.is === 'missing') return value === null
      return compares(asking, value, likeOfMeasure(source.model, condition.field), condition)
    }
    default:
      throw new TypeError(`a group has no ${condition.is}`)
  }
}

function likeOfMeasure(model: ModelSpec, name: string): SqlType {
  const { type } = fieldOf(model, 'measure', name)
  if (type === 'Date') return 'date'
  if (type === 'DateTime') return 'timestamptz'
  return type === 'String' ? 'text' : 'numeric'
}

function cellOf({ asking }: Table, { model, where, axes }: Source, { groups, others }: Line): Cell {
  return { asking, model, where, axes, groups, others }
}

function shownLine(
  table: Table,
  select: readonly Selection[],
  of: Line,
  path: readonly string[] = [],
  group?: string,
): Expected {
  const { asking, asked, query } = table
  return record(select, (selection) => {
    switch (selection.is) {
      case 'typename':
        return selection.name
      case 'others':
        return of.others
      case 'time': {
        const place = asked.findIndex((axis) => axis.is === 'time' && axis.by === selection.by)
        return shown(of.others ? null : (of.groups[0]?.[place] ?? null), 'DateTime', asking.zone)
      }
      case 'dimension': {
        const here = [...path, selection.field].join('.')
        const model = group ?? query.model ?? ''
        const place = asked.findIndex(
          (axis) => axis.model === model && axis.path.join('.') === here && axis.by === selection.by,
        )
        const { type } = dimensionAt(asking, asking.house.model(model), here.split('.'))
        return shown(of.others ? null : (of.groups[0]?.[place] ?? null), type, asking.zone)
      }
      case 'one':
      case 'each':
        return shownLine(table, selection.select, of, [...path, selection.link], group)
      case 'group':
        return shownLine(table, selection.select, of, [], selection.model)
      case 'measures':
        return shownMeasures(table, selection.as, selection.select, of)
      case 'measure':
        return shownMeasures(table, '', [selection], of, true)
      default:
        throw new TypeError(`a group has no ${selection.is}`)
    }
  })
}

function shownMeasures(
  table: Table,
  name: string,
  select: readonly Selection[],
  of: Line,
  single = false,
): Expected {
  const source = table.sources.find((one) => one.name === name)
  if (!source) throw new TypeError(`no source ${name}`)
  const one = (selection: Selection): Expected => {
    if (selection.is === 'typename') return selection.name
    if (selection.is !== 'measure') throw new TypeError(`measures have no ${selection.is}`)
    const { type, required } = fieldOf(source.model, 'measure', selection.field)
    const value = valueOf(table, source, selection, of) ?? (required && !selection.share ? num('0') : null)
    // A part of a whole number is none.
    return shown(
      value,
      selection.share && (type === 'Int' || type === 'BigInt') ? 'Decimal' : type,
      table.asking.zone,
    )
  }
  return single && select[0] ? one(select[0]) : record(select, one)
}

/** A measure as it is asked for: plain, moved in time, up to a period, as a part of a whole, or as a place. */
function valueOf(table: Table, source: Source, selection: MeasureSelection, of: Line): Value {
  const { asking, groups } = table
  const { where, shift, field } = selection
  const asked: Cell = {
    ...cellOf(table, source, of),
    own: where,
    asking: shift ? shifted(asking, source, String(given(shift))) : asking,
  }
  if (selection.running) {
    return of.others ? null : measured({ ...asked, running: timePlace(source.axes) }, field)
  }
  if (selection.share) {
    const whole = measured(wider(table, asked, of.others ? [] : selection.within), field)
    const value = measured(asked, field)
    if (!(whole instanceof Num) || !(value instanceof Num) || whole.isZero) return null
    return value.over(whole)
  }
  if (!selection.rank) return measured(asked, field)
  if (of.others) return null
  const mine = measured(asked, field)
  const rivals = groups.filter((group) => sameWithin(table, selection.within, group, of.groups[0] ?? []))
  const values = rivals.map((group) => measured({ ...asked, groups: [group] }, field))
  const better = values.filter((value) => isBetter(value, mine, selection.rank ?? 'ASC'))
  return new Num(BigInt(better.length + 1))
}

function isBetter(a: Value, b: Value, direction: 'ASC' | 'DESC'): boolean {
  if (a === null || b === null) return a !== null && b === null
  return direction === 'ASC' ? compareValues(a, b) < 0 : compareValues(a, b) > 0
}

/** The whole that a share is of: of the dimensions only those within which it is. */
function wider(table: Table, cell: Cell, within: readonly string[] | undefined): Cell {
  const places = placesWithin(table, within)
  return {
    ...cell,
    axes: cell.axes.filter((_, i) => places.includes(i)),
    groups: distinct(cell.groups.map((group) => group.filter((_, i) => places.includes(i)))),
  }
}

function sameWithin(table: Table, within: readonly string[] | undefined, a: Tuple, b: Tuple): boolean {
  const places = placesWithin(table, within)
  const [left, right] = [a, b].map((tuple) => nameOf(tuple.filter((_, i) => places.includes(i))))
  return left === right
}

function placesWithin(table: Table, within: readonly string[] | undefined): readonly number[] {
  return (within ?? []).flatMap((path) => {
    const names = path.split('.')
    return table.asked.flatMap((_, i) =>
      placeOf({ ...table, asked: table.asked.slice(i, i + 1) }, names) === 0 ? [i] : [],
    )
  })
}

const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)
