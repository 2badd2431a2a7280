import { invariant, SluiceError } from '../../base/errors.ts'
import type {
  Condition,
  ConnectionField,
  EdgeField,
  Operand,
  Page,
  PageInfoField,
  RowOrder,
  RowsQuery,
  Selection,
  TypeName,
} from '../../engine/query.ts'
import type { Link, Model, Models } from '../../model/model.ts'
import type { SelectionSetNode } from 'graphql'
import { collect, type Collected, type Request } from './collect.ts'
import { readCondition } from './condition.ts'
import { Given } from './given.ts'

/** How many rows a connection shows where nobody says. */
const DEFAULT_PAGE = 20

/** What reading needs at every step. */
export interface Reading {
  readonly models: Models
  readonly request: Request
}

export function modelOf({ models }: Reading, name: string): Model {
  const model = models.byName.get(name)
  invariant(model, `${name} is a model`)
  return model
}

export function typename({ as }: Collected, name: string): TypeName {
  return { is: 'typename', as, name }
}

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

/** `orders(…)`, at the root or below a row. */
export function readConnection(reading: Reading, model: Model, field: Collected): RowsQuery {
  const where = readWhere(reading, model, field)
  const fields = collect(reading.request, field.sets).map((inner) => connectionField(reading, model, inner))
  return {
    is: 'rows',
    model: model.name,
    ...(where ? { where } : {}),
    orderBy: readOrder(argument(reading, field, 'orderBy')),
    page: readPage(reading, model, field),
    select: [],
    shape: { is: 'connection', fields },
  }
}

/** What is selected of a row: dimensions, links, connections and measures below it. */
export function readRow(
  reading: Reading,
  model: Model,
  sets: readonly SelectionSetNode[],
): readonly Selection[] {
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
  const target = modelOf(reading, link.to)
  const { as } = field
  if (link.many) return { is: 'many', as, link: link.name, query: readConnection(reading, target, field) }
  return { is: 'one', as, link: link.name, select: readRow(reading, target, field.sets) }
}

function measured(reading: Reading, link: Link, field: Collected): Selection {
  const target = modelOf(reading, link.to)
  const where = readWhere(reading, target, field)
  const select = collect(reading.request, field.sets).map((inner): Selection =>
    inner.name === '__typename'
      ? typename(inner, `${target.name}Measures`)
      : { is: 'measure', as: inner.as, field: inner.name },
  )
  return { is: 'metrics', as: field.as, link: link.name, ...(where ? { where } : {}), select }
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

export function readWhere(reading: Reading, model: Model, field: Collected): Condition | undefined {
  return readCondition(reading.models, model, argument(reading, field, 'where'))
}

export function argument({ request }: Reading, { node }: Collected, name: string): Given {
  return Given.argument(node.arguments, name, request.variables)
}

/** Entries like `{ customer: { plan: DESC } }`: a path to a field, and its direction. */
export function readOrder(given: Given): readonly RowOrder[] {
  if (!given.present) return []
  return given.items().map((item) => {
    const path: string[] = []
    let at = item
    for (;;) {
      const [entry] = at.entries()
      invariant(entry, 'an entry of orderBy names one field')
      const [name, inner] = entry
      path.push(name)
      const word = inner.constant()
      if (typeof word === 'string') return order(path, word)
      at = inner
    }
  })
}

function order(path: readonly string[], word: string): RowOrder {
  const direction = word.startsWith('DESC') ? 'DESC' : 'ASC'
  return { path, direction, ...(word.endsWith('NULLS_FIRST') ? { nulls: 'FIRST' } : {}) }
}

function readPage(reading: Reading, model: Model, field: Collected): Page {
  const [first, after, last, before] = ['first', 'after', 'last', 'before'].map((name) =>
    argument(reading, field, name),
  )
  invariant(first && after && last && before, 'four arguments')
  if ((first.present || after.present) && (last.present || before.present)) {
    throw new SluiceError('INVALID_REQUEST', {
      what: 'A page is asked for from both ends',
      where: `"${model.names.many}"`,
      expected: '"first" with "after", or "last" with "before"',
    })
  }
  const size = (given: Given): Operand =>
    given.present ? given.operand('Int') : { is: 'constant', type: 'Int', value: DEFAULT_PAGE }
  if (last.present || before.present) {
    return { last: size(last), ...(before.present ? { before: before.operand('Cursor') } : {}) }
  }
  return { first: size(first), ...(after.present ? { after: after.operand('Cursor') } : {}) }
}
