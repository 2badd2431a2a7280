import type { Condition, MeasuresSelection, MetricsQuery, Selection } from '../../engine/query.ts'
import type { Model } from '../../model/model.ts'
import type { Grain } from '../../warehouses/contract.ts'
import { collect, type Collected } from './collect.ts'
import { readCombined } from './combined.ts'
import { readComparisons, type Compared } from './comparison.ts'
import { conditionOn, readWhere, saysSomething } from './condition.ts'
import type { Given } from './given.ts'
import { readGroup } from './group.ts'
import { readMeasures } from './measure.ts'
import { readAnswer, readCut } from './metrics.ts'
import { start } from '../schema/stops.ts'
import { argument, modelCalled, typename, type Reading } from './reading.ts'

/** `metrics(…)`: measures of several models. */
export function readAcross(reading: Reading, field: Collected): MetricsQuery {
  const where = conditionAcross(reading, argument(reading, field, 'where'), 'MetricsWhere')
  const having = conditionAcross(reading, argument(reading, field, 'having'), 'MetricsHaving')
  return {
    is: 'metrics',
    ...(where ? { where } : {}),
    ...(having ? { having } : {}),
    ...readCut(reading, field),
    fields: readAnswer(reading, field, {
      type: 'Metrics',
      row: (inner) => rowField(reading, inner),
      totals: ({ sets }) => totalsFields(reading, sets),
    }),
  }
}

function rowField(reading: Reading, field: Collected): Selection {
  if (field.name === 'time') {
    return { is: 'time', as: field.as, by: argument(reading, field, 'by').constant() as Grain }
  }
  const { model, which } = modelCalled(reading.models, field.name)
  if (which === 'metrics') return measuresField(reading, model, field, `${model.name}MetricsMeasures`)
  return {
    is: 'group',
    as: field.as,
    model: model.name,
    select: readGroup(reading, start(model), field.sets),
  }
}

function totalsFields(reading: Reading, sets: Collected['sets']): readonly Selection[] {
  return collect(reading.request, sets).map((field) => {
    if (field.name === '__typename') return typename(field, 'MetricsTotals')
    const { model } = modelCalled(reading.models, field.name)
    return measuresField(reading, model, field, `${model.name}Totals`)
  })
}

/** `orderMetrics(…) { revenue }` inside `metrics`. */
function measuresField(reading: Reading, model: Model, field: Collected, type: string): MeasuresSelection {
  const where = readWhere(reading, model, field)
  const time = argument(reading, field, 'time')
  const via = argument(reading, field, 'via')
  const paths = via.present ? via.items().map((item) => item.constant() as string) : []
  return {
    is: 'measures',
    as: field.as,
    model: model.name,
    ...(where ? { where } : {}),
    ...(time.present ? { time: time.constant() as string } : {}),
    ...(paths.length > 0 ? { via: [...new Set(paths)] } : {}),
    select: readMeasures(reading, model, field.sets, type),
  }
}

/** A `where` or `having` whose entries are models, and `time`. */
function conditionAcross(reading: Reading, given: Given, type: string): Condition | undefined {
  if (!saysSomething(given)) return undefined
  return readCombined(reading, given, type, (name, value) => {
    if (name === 'time') return readComparisons(eachTime, value)
    const { model } = modelCalled(reading.models, name)
    return { is: 'of', model: model.name, of: conditionOn(reading, model, value) }
  })
}

const eachTime: Compared = {
  name: 'time',
  type: 'DateTime',
  compare: (operator, operands) => ({ is: 'time', operator, operands }),
  missing: { is: 'time', operator: 'isNull', operands: [] },
}
