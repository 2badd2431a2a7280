import { SluiceError, invariant } from '../../base/errors.ts'
import type { Selection } from '../../engine/query.ts'
import type { Link } from '../../model/model.ts'
import type { Grain } from '../../warehouses/contract.ts'
import { collect, type Collected } from './collect.ts'
import { follow, typePrefix, type Stop } from '../schema/stops.ts'
import { argument, typename, type Reading } from './reading.ts'
import type { SelectionSetNode } from 'graphql'

/** Dimensions that group, of a model that a link or `metrics` leads to. */
export function readGroup(
  reading: Reading,
  stop: Stop,
  sets: readonly SelectionSetNode[],
): readonly Selection[] {
  return collect(reading.request, sets).map((field) => {
    if (field.name === '__typename') return typename(field, `${typePrefix(stop)}Group`)
    return readGrouping(reading, stop, field)
  })
}

/** One thing to group by: a dimension, or those along a link. */
export function readGrouping(reading: Reading, stop: Stop, field: Collected): Selection {
  const { as, name } = field
  const of = stop.model.fields.get(name)
  invariant(of && of.is !== 'measure', `${stop.model.name}.${name} is in the schema`)
  if (of.is === 'link') return linked(reading, stop, of, field)
  const by = argument(reading, field, 'by')
  return { is: 'dimension', as, field: name, ...(by.present ? { by: by.constant() as Grain } : {}) }
}

function linked(reading: Reading, stop: Stop, link: Link, field: Collected): Selection {
  const select = readGroup(reading, follow(reading.models, stop, link), field.sets)
  if (!link.many) return { is: 'one', as: field.as, link: link.name, select }
  if (argument(reading, field, 'each').constant() !== true) throw notEach(link)
  return { is: 'each', as: field.as, link: link.name, select }
}

function notEach({ name }: Link): SluiceError {
  return new SluiceError('INVALID_REQUEST', {
    what: `"${name}" leads to many rows, and "each" is false`,
    expected: `"${name}(each: true)": a row counts once in each group that it has a linked row in`,
    cure: `Say "each: true", or leave "${name}" out with @include`,
  })
}
