import { invariant } from '../../base/errors.ts'
import type {
  Condition,
  ConnectionField,
  EdgeField,
  PageInfoField,
  RowsQuery,
  Selection,
} from '../../engine/query.ts'
import type { Link, Model } from '../../model/model.ts'
import type { SelectionSetNode } from 'graphql'
import { Given } from './given.ts'
import { readCalendar } from './calendar.ts'
import { collect, type Collected } from './collect.ts'
import { readWhere } from './condition.ts'
import { readMeasures } from './measure.ts'
import { readOrder } from './order.ts'
import { readPage } from './page.ts'
import { argument, target, typename, type Reading } from './reading.ts'

/** `order(id)`: a look-up by every dimension of the key. */
export function readOne(reading: Reading, model: Model, field: Collected): RowsQuery {
  const of = (field.node.arguments ?? []).map((arg): Condition => {
    const dimension = model.fields.get(arg.name.value)
    invariant(dimension?.is === 'dimension', 'a look-up takes dimensions')
    const given = Given.argument(field.node.arguments, arg.name.value, reading.request.variables)
    return { is: 'compare', field: dimension.name, operator: 'eq', operands: [given.operand(dimension.type)] }
  })
  return {
    is: 'rows',
    model: model.name,
    where: { is: 'and', of },
    orderBy: [],
    select: readRow(reading, model, field.sets),
    shape: { is: 'one' },
  }
}

/** A sync's list of records. */
export function readList(reading: Reading, model: Model, field: Collected): RowsQuery {
  const where = readWhere(reading, model, field)
  return {
    is: 'rows',
    model: model.name,
    ...(where ? { where } : {}),
    orderBy: [],
    select: readRow(reading, model, field.sets),
    shape: { is: 'list' },
  }
}

/** `orders(…)`, at the root or below a row; only at the root does it have a calendar of its own. */
export function readConnection(reading: Reading, model: Model, field: Collected): RowsQuery {
  const where = readWhere(reading, model, field)
  const fields = collect(reading.request, field.sets).map((inner) => connectionField(reading, model, inner))
  return {
    is: 'rows',
    model: model.name,
    ...(where ? { where } : {}),
    orderBy: readOrder(argument(reading, field, 'orderBy')),
    page: readPage(reading, model, field),
    ...readCalendar(reading, field),
    select: [],
    shape: { is: 'connection', fields },
  }
}

/** What is selected of a row: dimensions, links, connections and measures below it. */
function readRow(reading: Reading, model: Model, sets: readonly SelectionSetNode[]): readonly Selection[] {
  return collect(reading.request, sets).map((field): Selection => {
    const { as, name } = field
    if (name === '__typename') return typename(field, model.name)
    const of = model.fields.get(name)
    if (of?.is === 'dimension') return { is: 'dimension', as, field: name }
    if (of?.is === 'link') return linked(reading, of, field)
    const link = [...model.fields.values()].find(
      (one): one is Link => one.is === 'link' && one.metrics === name,
    )
    invariant(link, `${model.name}.${name} is in the schema`)
    return measured(reading, link, field)
  })
}

function linked(reading: Reading, link: Link, field: Collected): Selection {
  const to = target(reading, link)
  const { as } = field
  if (link.many) return { is: 'many', as, link: link.name, query: readConnection(reading, to, field) }
  return { is: 'one', as, link: link.name, select: readRow(reading, to, field.sets) }
}

function measured(reading: Reading, link: Link, field: Collected): Selection {
  const to = target(reading, link)
  const where = readWhere(reading, to, field)
  return {
    is: 'metrics',
    as: field.as,
    link: link.name,
    ...(where ? { where } : {}),
    select: readMeasures(reading, to, field.sets, `${to.name}Measures`),
  }
}

function connectionField(reading: Reading, model: Model, field: Collected): ConnectionField {
  const { as } = field
  switch (field.name) {
    case 'nodes':
      return { is: 'nodes', as, select: readRow(reading, model, field.sets) }
    case 'edges':
      return {
        is: 'edges',
        as,
        fields: collect(reading.request, field.sets).map((inner) => edgeField(reading, model, inner)),
      }
    case 'pageInfo':
      return { is: 'pageInfo', as, fields: collect(reading.request, field.sets).map(pageInfoField) }
    case 'totalCount':
      return { is: 'totalCount', as }
    default:
      return typename(field, `${model.name}Connection`)
  }
}

function edgeField(reading: Reading, model: Model, field: Collected): EdgeField {
  if (field.name === 'node') return { is: 'node', as: field.as, select: readRow(reading, model, field.sets) }
  return field.name === 'cursor' ? { is: 'cursor', as: field.as } : typename(field, `${model.name}Edge`)
}

function pageInfoField(field: Collected): PageInfoField {
  if (field.name === '__typename') return typename(field, 'PageInfo')
  return { is: field.name as Exclude<PageInfoField['is'], 'typename'>, as: field.as }
}
