import type { MetaField, MetricsField, MetricsQuery, Selection } from '../../engine/query.ts'
import type { Model } from '../../model/model.ts'
import { readCalendar } from './calendar.ts'
import { collect, type Collected } from './collect.ts'
import { readCondition, readWhere } from './condition.ts'
import { readGrouping } from './group.ts'
import { readMeasure, readMeasures } from './measure.ts'
import { readOrder } from './order.ts'
import { start } from '../schema/stops.ts'
import { argument, typename, type Reading } from './reading.ts'

/** `orderMetrics(…)`: the dimensions selected in `rows` are the grouping. */
export function readMetrics(reading: Reading, model: Model, field: Collected): MetricsQuery {
  const where = readWhere(reading, model, field)
  const having = readCondition(reading, model, argument(reading, field, 'having'))
  return {
    is: 'metrics',
    model: model.name,
    ...(where ? { where } : {}),
    ...(having ? { having } : {}),
    ...readCut(reading, field),
    fields: readAnswer(reading, field, {
      type: `${model.name}Metrics`,
      row: (inner) => rowField(reading, model, inner),
      totals: ({ sets }) => readMeasures(reading, model, sets, `${model.name}Totals`),
    }),
  }
}

function rowField(reading: Reading, model: Model, field: Collected): Selection {
  return readMeasure(reading, model, field) ?? readGrouping(reading, start(model), field)
}

type Cut = Pick<MetricsQuery, 'orderBy' | 'limit' | 'offset' | 'others' | 'fill' | 'calendar'>

/** Which of the groups are shown, and how. */
export function readCut(reading: Reading, field: Collected): Cut {
  const limit = argument(reading, field, 'limit')
  const offset = argument(reading, field, 'offset')
  return {
    orderBy: readOrder(argument(reading, field, 'orderBy')),
    ...(limit.present && { limit: limit.operand('Int') }),
    ...(offset.present && { offset: offset.operand('Int') }),
    ...(isAsked(reading, field, 'others') && { others: true }),
    ...(isAsked(reading, field, 'fill') && { fill: true }),
    ...readCalendar(reading, field),
  }
}

function isAsked(reading: Reading, field: Collected, name: string): boolean {
  const given = argument(reading, field, name)
  return given.present && given.constant() === true
}

/** How the parts of an answer are read, and what its type is called. */
interface AnswerReader {
  readonly type: string
  readonly row: (field: Collected) => Selection
  readonly totals: (field: Collected) => readonly Selection[]
}

/** `rows`, `totals` and `meta` of an answer. */
export function readAnswer(
  reading: Reading,
  field: Collected,
  reader: AnswerReader,
): readonly MetricsField[] {
  return collect(reading.request, field.sets).map((part): MetricsField => {
    const { as } = part
    switch (part.name) {
      case 'rows':
        return { is: 'rows', as, select: readRows(reading, part, reader) }
      case 'totals':
        return { is: 'totals', as, select: reader.totals(part) }
      case 'meta':
        return { is: 'meta', as, fields: collect(reading.request, part.sets).map(metaField) }
      default:
        return typename(part, reader.type)
    }
  })
}

function readRows(
  { request }: Reading,
  { sets }: Collected,
  { type, row }: AnswerReader,
): readonly Selection[] {
  return collect(request, sets).map((field): Selection => {
    if (field.name === '__typename') return typename(field, `${type}Row`)
    if (field.name === '_others') return { is: 'others', as: field.as }
    return row(field)
  })
}

function metaField(field: Collected): MetaField {
  if (field.name === '__typename') return typename(field, 'MetricsMeta')
  return { is: field.name as Exclude<MetaField['is'], 'typename'>, as: field.as }
}
