import { SluiceError, invariant } from '../../base/errors.ts'
import type { MeasureSelection, Selection } from '../../engine/query.ts'
import type { Measure, Model } from '../../model/model.ts'
import { shareName } from '../../model/names.ts'
import { collect, type Collected } from './collect.ts'
import { readWhere } from './condition.ts'
import { argument, typename, type Reading } from './reading.ts'
import type { SelectionSetNode } from 'graphql'

/** Measures and nothing else: totals, measures per parent, a model's measures in a row of several. */
export function readMeasures(
  reading: Reading,
  model: Model,
  sets: readonly SelectionSetNode[],
  type: string,
): readonly Selection[] {
  return collect(reading.request, sets).map((field): Selection => {
    if (field.name === '__typename') return typename(field, type)
    const measure = readMeasure(reading, model, field)
    invariant(measure, `${model.name}.${field.name} is in the schema`)
    return measure
  })
}

/** A measure with its arguments, or the share of a count; undefined for what is no measure. */
export function readMeasure(reading: Reading, model: Model, field: Collected): MeasureSelection | undefined {
  const found = measureOf(model, field.name)
  if (!found) return undefined
  const { measure, shared } = found
  const where = readWhere(reading, model, field)
  const shift = argument(reading, field, 'shift')
  return {
    is: 'measure',
    as: field.as,
    field: measure.name,
    ...(where ? { where } : {}),
    ...(shift.present ? { shift: shift.operand('Duration') } : {}),
    ...readPlace(reading, field, shared),
  }
}

// `orderCountShare` is `orderCount(share: TOTAL)`, which its own type can't hold.
function measureOf(model: Model, name: string): { measure: Measure; shared: boolean } | undefined {
  const field = model.fields.get(name)
  if (field) return field.is === 'measure' ? { measure: field, shared: false } : undefined
  const whole = [...model.fields.values()].find(
    (one): one is Measure => one.is === 'measure' && shareName(one) === name,
  )
  return whole && { measure: whole, shared: true }
}

type Place = Pick<MeasureSelection, 'share' | 'running' | 'rank' | 'within'>

/** How the value stands to those of other groups. */
function readPlace(reading: Reading, field: Collected, shared: boolean): Place {
  const share = argument(reading, field, 'share')
  const running = argument(reading, field, 'running')
  const rank = argument(reading, field, 'rank')
  const place: Place = {
    ...((shared || share.present) && { share: 'TOTAL' }),
    ...(running.present && running.constant() === true && { running: true }),
    ...(rank.present && { rank: rank.constant() as 'ASC' | 'DESC' }),
  }
  const asked = Object.keys(place)
  if (asked.length > 1) throw severalPlaces(field, asked)
  const within = argument(reading, field, 'within')
  if (!within.present) return place
  if (!place.share && !place.rank) throw withinNothing(field)
  const paths = [...new Set(within.items().map((item) => item.constant() as string))]
  return paths.length > 0 ? { ...place, within: paths } : place
}

function severalPlaces({ as }: Collected, asked: readonly string[]): SluiceError {
  return new SluiceError('INVALID_REQUEST', {
    what: `A measure is asked for with ${asked.map((name) => `"${name}"`).join(' and ')} at once`,
    where: `"${as}"`,
    expected: 'at most one of "share", "running" and "rank"',
    cure: 'Select the measure once with each, under names of their own',
  })
}

function withinNothing({ as }: Collected): SluiceError {
  return new SluiceError('INVALID_REQUEST', {
    what: '"within" is given without a share or a rank',
    where: `"${as}"`,
    expected: '"within" beside "share" or "rank"',
    cure: 'Leave it out: "running" always begins anew for each group of the other dimensions',
  })
}
