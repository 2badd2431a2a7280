import { SluiceError } from '../../base/errors.ts'
import type { RootField } from '../../documents/index.ts'
import type { ConnectionField, MetricsQuery, Query, RowsQuery, Selection } from '../../engine/query.ts'

/** What an export asks. */
export interface ListQuestion {
  /** Its response name. */
  readonly as: string
  readonly query: RowsQuery | MetricsQuery
}

/**
 * Turns the one root field of an operation into the question for all of its rows. `whole`: the field names no `first`,
 * so the page that the API would show is not meant.
 * @throws INVALID_REQUEST for what can't be a list of flat rows
 */
export function listQuestion(fields: readonly RootField[], whole: boolean, json: boolean): ListQuestion {
  const [field, more] = fields.filter(({ is }) => is !== 'typename')
  if (field?.is !== 'query' || more) {
    throw refused(
      'An export answers one root field',
      'one connection or metrics, such as `orders` or `orderMetrics`',
    )
  }
  const { as, query } = field
  return { as, ...listOf(query, whole, json) }
}

function listOf(query: Query, whole: boolean, json: boolean): Omit<ListQuestion, 'as'> {
  if (query.is === 'metrics') return metricsList(query, json)
  const { shape, page, ...rest } = query
  if (shape.is !== 'connection')
    throw refused('An export answers a connection or metrics', 'such as `orders` or `orderMetrics`')
  if (page?.after || page?.last || page?.before) {
    throw refused('An export has no pages', '`where`, `orderBy` and `first`')
  }
  const { select } = nodesOf(shape.fields)
  refuseLists(select)
  const first = whole ? undefined : page?.first
  return {
    query: {
      ...rest,
      select,
      ...(first ? { page: { first } } : {}),
      shape: { is: 'list', ...(json ? { as: 'json' } : {}) },
    },
  }
}

function nodesOf(fields: readonly ConnectionField[]): Extract<ConnectionField, { is: 'nodes' }> {
  const [nodes, more] = fields.filter(({ is }) => is !== 'typename')
  if (nodes?.is === 'nodes' && !more) return nodes
  throw refused(
    'An export of rows selects `nodes` once and nothing beside it',
    '`{ orders { nodes { … } } }`',
  )
}

function metricsList(query: MetricsQuery, json: boolean): Omit<ListQuestion, 'as'> {
  const [rows, more] = query.fields.filter(({ is }) => is !== 'typename')
  if (rows?.is === 'rows' && !more) {
    return { query: { ...query, list: json ? 'json' : 'columns', fields: [rows] } }
  }
  throw refused(
    'An export of metrics selects `rows` once and nothing beside it',
    '`{ orderMetrics { rows { … } } }`',
  )
}

function refuseLists(select: readonly Selection[]): void {
  for (const selection of select) {
    if (selection.is === 'many') {
      throw refused(
        `"${selection.as}" is a list in each row`,
        'fields, to-one links and measures per parent',
        'Export the other model, with its link to this one',
      )
    }
    if (selection.is === 'one') refuseLists(selection.select)
  }
}

function refused(what: string, expected: string, cure?: string): SluiceError {
  return new SluiceError('INVALID_REQUEST', { what, expected, ...(cure ? { cure } : {}) })
}
