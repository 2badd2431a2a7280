import type {
  ConnectionField,
  EdgeField,
  Page,
  PageInfoField,
  RowOrder,
  RowsQuery,
  Selection,
} from '../../../../src/engine/query.ts'
import { given } from './clock.ts'
import { holds, keyDimensions } from './condition.ts'
import { CURSOR, type Asking, type Expected } from './evaluate.ts'
import type { Item } from './house.ts'
import { measured } from './measure.ts'
import { fieldOf, type ModelSpec } from '../world/spec.ts'
import { compareValues, shown, type Value } from '../values/value.ts'

/** Rows of a model: a look-up or a connection. */
export function evaluateRows(asking: Asking, query: RowsQuery): Expected {
  const model = asking.house.model(query.model)
  return rowsOf(asking, model, asking.house.items(model), query)
}

function rowsOf(asking: Asking, model: ModelSpec, items: readonly Item[], query: RowsQuery): Expected {
  const { where, shape } = query
  const kept = items.filter((item) => !where || holds(asking, model, item, where))
  if (shape.is === 'one') return kept[0] ? selected(asking, kept[0], query.select) : null
  if (shape.is === 'list') throw new TypeError('lists are streamed')
  const ordered = inOrder(asking, model, kept, query.orderBy)
  const page = pageOf(ordered, query.page ?? {})
  return record(shape.fields, (field) => connectionField(asking, field, page, ordered.length))
}

interface Shownpage {
  readonly items: readonly Item[]
  readonly before: boolean
  readonly after: boolean
}

/** Cursors come from answers, so questions have none: `after` and `before` are tested by turning pages. */
function pageOf(ordered: readonly Item[], { first, last }: Page): Shownpage {
  if (last) {
    const size = Number(given(last))
    return { items: size === 0 ? [] : ordered.slice(-size), before: ordered.length > size, after: false }
  }
  const size = first ? Number(given(first)) : ordered.length
  return { items: ordered.slice(0, size), before: false, after: ordered.length > size }
}

function connectionField(asking: Asking, field: ConnectionField, page: Shownpage, total: number): Expected {
  switch (field.is) {
    case 'typename':
      return field.name
    case 'totalCount':
      return total
    case 'nodes':
      return page.items.map((item) => selected(asking, item, field.select))
    case 'edges':
      return page.items.map((item) => record(field.fields, (edge) => edgeField(asking, item, edge)))
    case 'pageInfo':
      return record(field.fields, (info) => infoField(info, page))
  }
}

function edgeField(asking: Asking, item: Item, field: EdgeField): Expected {
  if (field.is === 'typename') return field.name
  return field.is === 'cursor' ? CURSOR : selected(asking, item, field.select)
}

function infoField(field: PageInfoField, { items, before, after }: Shownpage): Expected {
  switch (field.is) {
    case 'typename':
      return field.name
    case 'hasNextPage':
      return after
    case 'hasPreviousPage':
      return before
    case 'startCursor':
    case 'endCursor':
      return items.length > 0 ? CURSOR : null
  }
}

function selected(asking: Asking, item: Item, select: readonly Selection[]): Expected {
  const { house } = asking
  return record(select, (selection) => {
    switch (selection.is) {
      case 'typename':
        return selection.name
      case 'dimension': {
        const { type } = fieldOf(item.model, 'dimension', selection.field)
        return shown(house.value(item, selection.field), type, asking.zone)
      }
      case 'one': {
        const target = house.follow(item, selection.link)
        return target && selected(asking, target, selection.select)
      }
      case 'many': {
        const link = fieldOf(item.model, 'link', selection.link)
        return rowsOf(asking, house.model(link.to), house.followMany(item, link), selection.query)
      }
      case 'metrics':
        return perParent(asking, item, selection)
      default:
        throw new TypeError(`a row has no ${selection.is}`)
    }
  })
}

/** Measures of the rows that a row leads to. */
function perParent(
  asking: Asking,
  item: Item,
  { link: name, where, select }: Extract<Selection, { is: 'metrics' }>,
): Expected {
  const { house } = asking
  const link = fieldOf(item.model, 'link', name)
  const model = house.model(link.to)
  const items = house.followMany(item, link)
  return record(select, (selection) => {
    if (selection.is === 'typename') return selection.name
    if (selection.is !== 'measure') throw new TypeError('only measures stand there')
    const { type } = fieldOf(model, 'measure', selection.field)
    const both = [where, selection.where].filter((one) => one !== undefined)
    return shown(
      measured({ asking, model, where: both, axes: [], groups: [[]], items }, selection.field),
      type,
      asking.zone,
    )
  })
}

/** Entry by entry, the key breaking the last ties in the direction of the first entry. */
function inOrder(
  asking: Asking,
  model: ModelSpec,
  items: readonly Item[],
  asked: readonly RowOrder[],
): readonly Item[] {
  const key = keyDimensions(model).map(({ name }): RowOrder => ({
    path: [name],
    direction: asked[0]?.direction ?? 'ASC',
  }))
  const orders = [...asked, ...key]
  const valued = items.map((item) => ({
    item,
    values: orders.map(({ path }) => asking.house.valueAt(item, path)),
  }))
  return valued.sort((a, b) => compareBy(orders, a.values, b.values)).map(({ item }) => item)
}

/** Nulls last unless they are asked to be first, whatever the direction. */
export function compareBy(
  orders: readonly Pick<RowOrder, 'direction' | 'nulls'>[],
  a: readonly Value[],
  b: readonly Value[],
): number {
  for (const [i, { direction, nulls }] of orders.entries()) {
    const [left, right] = [a[i] ?? null, b[i] ?? null]
    if (left === null && right === null) continue
    if (left === null) return nulls === 'FIRST' ? -1 : 1
    if (right === null) return nulls === 'FIRST' ? 1 : -1
    const order = compareValues(left, right)
    if (order !== 0) return direction === 'DESC' ? -order : order
  }
  return 0
}

/** Each field under its response name. */
export function record<F extends { readonly as: string }>(
  fields: readonly F[],
  value: (field: F) => Expected,
): Expected {
  return Object.fromEntries(fields.map((field) => [field.as, value(field)]))
}
