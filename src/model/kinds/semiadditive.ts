import { invariant } from '../../base/errors.ts'
import { valueTypes } from '../values.ts'
import type { AlongKind } from './along.ts'

const takes = ['LAST', 'FIRST', 'AVG'] as const

/**
 * `@measure(sum: "{storageGb}", semiAdditive: {over: "day", take: LAST})`: a balance can be added up over shops, but not
 * over days. Of each entity one value of the group is taken; an entity is the key without the time.
 */
export const semiAdditive: AlongKind = {
  name: 'semiAdditive',
  arguments: {
    over: { type: 'text', required: true },
    take: { type: 'word', words: takes, required: true },
  },
  make(given, { name, key, fields }, over) {
    const column = over.from.is === 'column' ? over.from.column : undefined
    if (column === undefined || !key.includes(column)) {
      const inKey = [...fields.values()].filter(
        (field) =>
          field.is === 'dimension' &&
          field.time &&
          field.from.is === 'column' &&
          key.includes(field.from.column),
      )
      return {
        at: 'over',
        what: `"${over.name}" is not in the key of ${name}, so nobody knows whose balance a row is`,
        expected: `a time that is a column of the key: ${inKey.map((field) => field.name).join(', ') || 'none is'}`,
        cure: 'Name another time, or bind a model with one row an entity and time, and both in its key',
      }
    }
    const take = takes.find((one) => one === given['take'])
    invariant(take, 'take has been read')
    const per = Object.freeze(key.filter((one) => one !== column))
    return Object.freeze({ is: 'semiAdditive', over: over.name, take, per })
  },
  // The mean too: means over periods that share all but one can be solved for the one.
  reveals: true,
  aggregated(along, of) {
    if (along.is !== 'semiAdditive' || along.take !== 'AVG') return of
    if (!valueTypes[of].numeric) return undefined
    return of === 'Float' ? 'Float' : 'Decimal'
  },
}
