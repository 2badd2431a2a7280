import type {
  Condition,
  MetricsField,
  MetricsQuery,
  RowOrder,
  Selection,
} from '../../../../src/engine/query.ts'
import type { Grain } from '../../../../src/warehouses/contract.ts'
import { cut, Day, Instant } from '../values/calendar.ts'
import { given } from './clock.ts'
import { compares, holds } from './condition.ts'
import { compareBy, record } from './connection.ts'
import type { Asking, Expected } from './evaluate.ts'
import type { Item } from './house.ts'
import { measured } from './measure.ts'
import { fieldOf, type ModelSpec } from '../world/spec.ts'
import { identity, shown, type SqlType, type Value } from '../values/value.ts'

/** Measures of one model, grouped by the dimensions that its rows select. */
export function evaluateMetrics(asking: Asking, query: MetricsQuery): Expected {
  const model = asking.house.model(query.model ?? '')
  const { where } = query
  const items = asking.house.items(model).filter((item) => !where || holds(asking, model, item, where))
  return record(query.fields, (field) => metricsField({ asking, query, model, items }, field))
}

interface Measuring {
  readonly asking: Asking
  readonly query: MetricsQuery
  readonly model: ModelSpec
  readonly items: readonly Item[]
}

/** A dimension that rows are grouped by. */
interface Grouped {
  readonly path: readonly string[]
  readonly by: Grain | undefined
}

interface Group {
  readonly values: readonly Value[]
  readonly items: readonly Item[]
}

function metricsField(measuring: Measuring, field: MetricsField): Expected {
  switch (field.is) {
    case 'typename':
      return field.name
    case 'totals':
      return shownGroup(measuring, field.select, [], { values: [], items: measuring.items })
    case 'rows': {
      const dimensions = grouping(field.select)
      return shownGroups(measuring, dimensions).map((group) =>
        shownGroup(measuring, field.select, dimensions, group),
      )
    }
    case 'meta':
      throw new TypeError('not yet')
  }
}

/** The dimensions selected, each once, in the order of the selection. */
function grouping(select: readonly Selection[], path: readonly string[] = []): readonly Grouped[] {
  const all = select.flatMap((selection): readonly Grouped[] => {
    if (selection.is === 'dimension') return [{ path: [...path, selection.field], by: selection.by }]
    return selection.is === 'one' ? grouping(selection.select, [...path, selection.link]) : []
  })
  return [...new Map(all.map((one) => [JSON.stringify([one.path, one.by]), one])).values()]
}

function shownGroups(measuring: Measuring, dimensions: readonly Grouped[]): readonly Group[] {
  const { asking, query, model } = measuring
  const { having } = query
  const kept = groupsOf(measuring, dimensions).filter(
    (group) => !having || havingHolds(measuring, group, having),
  )
  const orders = [...query.orderBy, ...dimensions.map((): RowOrder => ({ path: [], direction: 'ASC' }))]
  const sorted = kept
    .map((group) => ({
      group,
      keys: [
        ...query.orderBy.map(({ path }) => orderKey(asking, model, dimensions, group, path)),
        ...group.values,
      ],
    }))
    .sort((a, b) => compareBy(orders, a.keys, b.keys))
    .map(({ group }) => group)
  const offset = query.offset ? Number(given(query.offset)) : 0
  return sorted.slice(offset, query.limit ? offset + Number(given(query.limit)) : undefined)
}

/** Rows with equal values of all dimensions; nulls are equal. Without dimensions one group, even of no rows. */
function groupsOf({ asking, items }: Measuring, dimensions: readonly Grouped[]): readonly Group[] {
  if (dimensions.length === 0) return [{ values: [], items }]
  const valued = items.map((item) => ({
    item,
    values: dimensions.map((one) => groupValue(asking, item, one)),
  }))
  const key = (values: readonly Value[]) => JSON.stringify(values.map(identity))
  const keys = [...new Set(valued.map(({ values }) => key(values)))]
  return keys.map((one) => {
    const members = valued.filter(({ values }) => key(values) === one)
    return { values: members[0]?.values ?? [], items: members.map(({ item }) => item) }
  })
}

function groupValue({ house, clock }: Asking, item: Item, { path, by }: Grouped): Value {
  const value = house.valueAt(item, path)
  return by && (value instanceof Day || value instanceof Instant) ? cut(value, by, clock) : value
}

function orderKey(
  asking: Asking,
  model: ModelSpec,
  dimensions: readonly Grouped[],
  group: Group,
  path: readonly string[],
): Value {
  const place = dimensions.findIndex((one) => one.path.join('.') === path.join('.'))
  if (place >= 0) return group.values[place] ?? null
  return measured(asking, model, path[0] ?? '', group.items)
}

function havingHolds(measuring: Measuring, group: Group, condition: Condition): boolean {
  const { asking, model } = measuring
  const inner = (of: Condition) => havingHolds(measuring, group, of)
  switch (condition.is) {
    case 'and':
      return condition.of.every(inner)
    case 'or':
      return condition.of.some(inner)
    case 'not':
      return !inner(condition.of)
    case 'missing':
      return measured(asking, model, condition.field, group.items) === null
    case 'compare':
      return compares(
        asking,
        measured(asking, model, condition.field, group.items),
        likeOfMeasure(model, condition.field),
        condition,
      )
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

function shownGroup(
  measuring: Measuring,
  select: readonly Selection[],
  dimensions: readonly Grouped[],
  group: Group,
  path: readonly string[] = [],
): Expected {
  const { asking, model } = measuring
  return record(select, (selection) => {
    switch (selection.is) {
      case 'typename':
        return selection.name
      case 'dimension': {
        const here = [...path, selection.field]
        const place = dimensions.findIndex(
          (one) => one.path.join('.') === here.join('.') && one.by === selection.by,
        )
        return shown(group.values[place] ?? null, typeAt(asking, model, here), asking.zone)
      }
      case 'one':
        return shownGroup(measuring, selection.select, dimensions, group, [...path, selection.link])
      case 'measure': {
        const { type } = fieldOf(model, 'measure', selection.field)
        return shown(measured(asking, model, selection.field, group.items), type, asking.zone)
      }
      default:
        throw new TypeError(`a group has no ${selection.is}`)
    }
  })
}

function typeAt({ house }: Asking, model: ModelSpec, path: readonly string[]) {
  const end = path.slice(0, -1).reduce((at, link) => house.model(fieldOf(at, 'link', link).to), model)
  return fieldOf(end, 'dimension', path.at(-1) ?? '').type
}
