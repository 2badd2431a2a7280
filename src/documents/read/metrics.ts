import { invariant } from '../../base/errors.ts'
import type { MetricsField, MetricsQuery, Selection, WeekDay } from '../../engine/query.ts'
import type { Model } from '../../model/model.ts'
import type { Grain } from '../../warehouses/contract.ts'
import { collect, type Collected } from './collect.ts'
import { readCondition } from './condition.ts'
import { argument, modelOf, readOrder, readWhere, typename, type Reading } from './rows.ts'
import type { SelectionSetNode } from 'graphql'

/** `orderMetrics(…)`: the dimensions selected in `rows` are the grouping. */
export function readMetrics(reading: Reading, model: Model, field: Collected): MetricsQuery {
  const where = readWhere(reading, model, field)
  const having = readCondition(reading.models, model, argument(reading, field, 'having'))
  const [limit, timezone, weekStart] = ['limit', 'timezone', 'weekStart'].map((name) =>
    argument(reading, field, name),
  )
  return {
    is: 'metrics',
    model: model.name,
    ...(where ? { where } : {}),
    ...(having ? { having } : {}),
    orderBy: readOrder(argument(reading, field, 'orderBy')),
    ...(limit?.present ? { limit: limit.operand('Int') } : {}),
    calendar: {
      ...(timezone?.present ? { timezone: timezone.operand('TimeZone') } : {}),
      ...(weekStart?.present ? { weekStart: weekStart.constant() as WeekDay } : {}),
    },
    fields: collect(reading.request, field.sets).map((inner) => metricsField(reading, model, inner)),
  }
}

function metricsField(reading: Reading, model: Model, field: Collected): MetricsField {
  const { as } = field
  if (field.name === 'rows') {
    return { is: 'rows', as, select: groupSelection(reading, model, field.sets, `${model.name}MetricsRow`) }
  }
  if (field.name === 'totals') {
    return { is: 'totals', as, select: groupSelection(reading, model, field.sets, `${model.name}Measures`) }
  }
  return typename(field, `${model.name}Metrics`)
}

function groupSelection(
  reading: Reading,
  model: Model,
  sets: readonly SelectionSetNode[],
  type: string,
): readonly Selection[] {
  return collect(reading.request, sets).map((field): Selection => {
    const { as, name } = field
    if (name === '__typename') return typename(field, type)
    const of = model.fields.get(name)
    invariant(of, `${model.name}.${name} is in the schema`)
    if (of.is === 'measure') return { is: 'measure', as, field: name }
    if (of.is === 'link') {
      const target = modelOf(reading, of.to)
      return {
        is: 'one',
        as,
        link: name,
        select: groupSelection(reading, target, field.sets, `${target.name}Group`),
      }
    }
    const by = argument(reading, field, 'by')
    return { is: 'dimension', as, field: name, ...(by.present ? { by: by.constant() as Grain } : {}) }
  })
}
